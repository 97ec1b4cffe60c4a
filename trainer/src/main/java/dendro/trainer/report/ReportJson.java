package dendro.trainer.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.trainer.evaluation.Comparison;
import dendro.trainer.evaluation.Drift;
import dendro.trainer.evaluation.Estimate;
import dendro.trainer.evaluation.Evaluation;
import dendro.trainer.evaluation.Figures;
import dendro.trainer.evaluation.Metric;
import dendro.trainer.evaluation.Partition;
import dendro.trainer.evaluation.Tenth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@link Report} as JSON with kebab-case keys; {@code docs/training.md} says what each is. */
final class ReportJson {

    private ReportJson() {}

    static JsonNode write(Report report) {
        Evaluation evaluation = report.evaluation();
        ObjectNode json = object();
        report.times().forEach(json.putObject("split")::put);
        report.rows().forEach(json.putObject("rows")::put);
        report.fitting().forEach(json.putObject("fitting")::put);
        json.set("search", search(report.search()));
        json.set("test", figures(evaluation.figures()));
        json.set("base-rate", figures(evaluation.baseRate()));
        json.putObject("bootstrap")
                .put("resamples", evaluation.bootstrap().resamples())
                .put("seed", evaluation.bootstrap().seed())
                .put("confidence", 0.95);
        json.put("calibration-error", evaluation.calibrationError());
        json.set("tenths", tenths(evaluation));
        json.set("months", parts(evaluation.months()));
        evaluation.segments().ifPresent(segments -> json.putObject("segments")
                .put("column", segments.column())
                .set("parts", parts(segments.parts())));
        json.set("champion", champion(report.comparison()));
        ObjectNode promotion = json.putObject("promotion");
        report.decision().alias().ifPresent(alias -> promotion.put("alias", alias));
        promotion.put("reason", report.decision().reason());
        json.set("drift", drift(report.drift()));
        report.importance().forEach(json.putObject("importance")::put);
        report.todaysValues().ifPresent(judged -> json.set("fitted-on-todays-values", figures(judged)));
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    private static ObjectNode search(Report.Search search) {
        ObjectNode json = object().put("metric", search.metric()).put("chosen", search.chosen());
        ArrayNode candidates = json.putArray("candidates");
        for (Report.Tried tried : search.candidates()) {
            ObjectNode candidate = candidates.addObject();
            tried.parameters().forEach(candidate.putObject("parameters")::put);
            tried.value().ifPresent(value -> candidate.put("value", value));
        }
        return json;
    }

    private static ObjectNode figures(Figures figures) {
        ObjectNode json = object().put("rows", figures.rows())
                .put("positive", figures.positive())
                .put("base-rate", figures.baseRate())
                .put("mean-score", figures.meanScore());
        json.set("metrics", metrics(figures.estimates()));
        return json;
    }

    private static ObjectNode metrics(Map<Metric, Estimate> estimates) {
        ObjectNode json = object();
        new TreeMap<>(estimates).forEach((metric, estimate) -> json.putObject(metric.slug())
                .put("value", estimate.value())
                .put("low", estimate.low())
                .put("high", estimate.high()));
        return json;
    }

    private static ArrayNode tenths(Evaluation evaluation) {
        ArrayNode json = array();
        double captured = 0;
        double rows = 0;
        for (Tenth tenth : evaluation.tenths()) {
            captured += tenth.positive();
            rows += tenth.rows();
            json.addObject()
                    .put("tenth", tenth.number())
                    .put("rows", tenth.rows())
                    .put("positive", tenth.positive())
                    .put("rate", tenth.rate())
                    .put("mean-score", tenth.meanScore())
                    .put("lowest-score", tenth.lowest())
                    .put("captured", captured / evaluation.figures().positive())
                    .put("lift", captured / rows / evaluation.figures().baseRate());
        }
        return json;
    }

    private static ArrayNode parts(List<Partition.Part> parts) {
        ArrayNode json = array();
        for (Partition.Part part : parts) {
            json.add(object().put("name", part.name()).setAll(figures(part.figures())));
        }
        return json;
    }

    private static ObjectNode champion(Comparison comparison) {
        if (comparison instanceof Comparison.Compared compared) {
            ObjectNode json = object().put("version", compared.version());
            json.setAll(figures(compared.champion()));
            json.set("gains", metrics(compared.gains()));
            compared.caution().ifPresent(words -> json.put("caution", words));
            return json;
        }
        if (comparison instanceof Comparison.Incomparable not) {
            return object().put("version", not.version()).put("not-compared", not.reason());
        }
        return object().put("not-compared", Words.of(comparison));
    }

    private static ArrayNode drift(List<Drift> drift) {
        ArrayNode json = array();
        for (Drift month : drift) {
            ObjectNode ofMonth = json.addObject()
                    .put("month", month.month())
                    .put("rows", month.rows())
                    .put("score", month.score())
                    .put("by-chance", month.byChance());
            new TreeMap<>(month.features()).forEach(ofMonth.putObject("features")::put);
        }
        return json;
    }
}
