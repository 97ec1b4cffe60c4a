package dendro.queryapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.features.Column;
import dendro.features.FeatureOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer of {@code POST /v1/features}.
 *
 * @param columns of every row
 * @param outcomes one for each row asked for, in order
 * @param warnings of what may keep the rows from being reproduced
 */
public record FeatureAnswer(List<Column> columns, List<FeatureOutcome> outcomes, List<String> warnings) {

    public FeatureAnswer {
        columns = List.copyOf(columns);
        outcomes = List.copyOf(outcomes);
        warnings = List.copyOf(warnings);
    }

    /** This answer as JSON. */
    public String json() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.set("columns", FeatureJson.columns(columns));
        ArrayNode rows = json.putArray("rows");
        outcomes.forEach(outcome -> rows.add(FeatureJson.outcome(columns, outcome)));
        warnings.forEach(json.putArray("warnings")::add);
        return json.toString();
    }

    /**
     * The inverse of {@link #json}.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid} if the text is not such an answer
     */
    public static FeatureAnswer parse(String text) {
        JsonNode json = Json.parse(text);
        List<Column> columns = FeatureJson.columns(Json.member(json, "columns"));
        List<FeatureOutcome> outcomes = new ArrayList<>();
        Json.member(json, "rows").forEach(row -> outcomes.add(FeatureJson.outcome(columns, row)));
        return new FeatureAnswer(columns, outcomes, Json.texts(json, "warnings"));
    }
}
