package dendro.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;

/** {@code {"features": [{"name", "edges" or "categories", "counts"}], "score": {…}}}. */
final class DistributionJson {

    private DistributionJson() {}

    static JsonNode write(TrainingDistribution training) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode features = json.putArray("features");
        training.features().forEach(feature -> features.add(write(feature)));
        json.set("score", write(training.score()));
        return json;
    }

    private static ObjectNode write(Distribution distribution) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", distribution.name());
        if (distribution.bins() instanceof Bins.Ranges ranges) {
            ranges.edges().forEach(json.putArray("edges")::add);
        } else if (distribution.bins() instanceof Bins.Categories categories) {
            categories.categories().forEach(json.putArray("categories")::add);
        }
        distribution.counts().forEach(json.putArray("counts")::add);
        return json;
    }

    static TrainingDistribution read(JsonNode json) {
        try {
            if (!json.path("features").isArray()) {
                throw new IllegalArgumentException("it has no list of features");
            }
            List<Distribution> features = new ArrayList<>();
            json.path("features").forEach(feature -> features.add(distribution(feature)));
            return new TrainingDistribution(features, distribution(json.path("score")));
        } catch (IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private static ProblemException damaged(IllegalArgumentException cause) {
        return new Problem(ProblemType.MODEL_UNAVAILABLE, "The stored distribution is damaged: " + cause.getMessage())
                .exception(cause);
    }

    private static Distribution distribution(JsonNode json) {
        if (!json.path("name").isTextual()) {
            throw new IllegalArgumentException("a distribution has no name");
        }
        List<Long> counts = new ArrayList<>();
        for (JsonNode count : json.path("counts")) {
            if (!count.isIntegralNumber() || !count.canConvertToLong()) {
                throw new IllegalArgumentException("a count is no whole number: " + count);
            }
            counts.add(count.longValue());
        }
        return new Distribution(json.path("name").textValue(), bins(json), counts);
    }

    private static Bins bins(JsonNode json) {
        if (json.path("categories").isArray()) {
            List<String> categories = new ArrayList<>();
            json.path("categories").forEach(category -> categories.add(category.asText()));
            return new Bins.Categories(categories);
        }
        if (!json.path("edges").isArray()) {
            throw new IllegalArgumentException(json.path("name") + " has neither edges nor categories");
        }
        List<Double> edges = new ArrayList<>();
        for (JsonNode edge : json.path("edges")) {
            if (!edge.isNumber()) {
                throw new IllegalArgumentException("an edge is no number: " + edge);
            }
            edges.add(edge.doubleValue());
        }
        return new Bins.Ranges(edges);
    }
}
