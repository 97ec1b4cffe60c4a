package dendro.queryapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.features.Column;
import dendro.features.EntityAt;
import dendro.problem.Problem;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingRow;
import dendro.training.TrainingSetSummary;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The stream of {@code POST /v1/training-set}, one JSON object a line: first the columns, then a line for each
 * entity, last the summary. A stream that breaks off has no summary; one that fails ends with a {@code "problem"}.
 */
public final class TrainingSetLines {

    private TrainingSetLines() {}

    /** The first line. */
    public static String header(List<Column> columns) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.set("columns", FeatureJson.columns(columns));
        return json.toString();
    }

    /** The line of an entity. */
    public static String line(List<Column> columns, TrainingOutcome outcome) {
        if (outcome instanceof TrainingOutcome.Row taken) {
            TrainingRow row = taken.row();
            ObjectNode json = FeatureJson.at(row.at());
            json.set("values", FeatureJson.values(columns, row.values()));
            row.label().ifPresent(label -> json.put("label", label));
            json.set("cursor", FeatureJson.cursor(row.cursor()));
            return json.toString();
        }
        TrainingOutcome.Failed failed = (TrainingOutcome.Failed) outcome;
        ObjectNode json = FeatureJson.at(failed.at());
        json.set("problem", ProblemJson.write(failed.problem()));
        return json.toString();
    }

    /** The last line. */
    public static String summary(TrainingSetSummary summary) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.set("summary", summaryJson(summary));
        return json.toString();
    }

    /** A summary as JSON. */
    public static ObjectNode summaryJson(TrainingSetSummary summary) {
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("rows", summary.rows())
                .put("unlabelled", summary.unlabelled())
                .put("failed", summary.failed())
                .put("digest", summary.digest());
        summary.warnings().forEach(json.putArray("warnings")::add);
        return json;
    }

    /** The last line of a stream that failed. */
    public static String problem(Problem problem) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.set("problem", ProblemJson.write(problem));
        return json.toString();
    }

    static TrainingOutcome outcome(List<Column> columns, JsonNode json) {
        EntityAt at = FeatureJson.at(json);
        if (json.has("problem")) {
            return new TrainingOutcome.Failed(at, ProblemJson.read(json.get("problem")));
        }
        OptionalDouble label =
                json.has("label") ? OptionalDouble.of(json.get("label").doubleValue()) : OptionalDouble.empty();
        return new TrainingOutcome.Row(new TrainingRow(
                at,
                FeatureJson.values(columns, Json.member(json, "values")),
                label,
                FeatureJson.cursor(Json.member(json, "cursor"))));
    }

    /** The inverse of {@link #summaryJson}. */
    public static TrainingSetSummary readSummary(JsonNode summary) {
        return new TrainingSetSummary(
                Json.number(summary, "rows"),
                Json.number(summary, "unlabelled"),
                Json.number(summary, "failed"),
                Json.text(summary, "digest"),
                Json.texts(summary, "warnings"));
    }
}
