package dendro.queryapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.features.EntityAt;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of {@code POST /v1/features}.
 *
 * @param features text of the feature set, EDN
 * @param rows what to read
 */
public record FeatureRequest(String features, List<EntityAt> rows) {

    public FeatureRequest {
        rows = List.copyOf(rows);
    }

    /** This request as JSON. */
    public String json() {
        ObjectNode json = Json.MAPPER.createObjectNode().put("features", features);
        ArrayNode array = json.putArray("rows");
        for (EntityAt row : rows) {
            array.addObject()
                    .put("id", row.id())
                    .put("timestamp", row.timestamp().toString());
        }
        return json.toString();
    }

    /**
     * The feature set of a request, which may ask for rows and need not.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid} if it has none, naming the member at fault
     */
    public static String parseFeatures(String text) {
        JsonNode json = Json.parse(text);
        Json.only(json, List.of("features", "rows"));
        return Json.text(json, "features");
    }

    /**
     * The inverse of {@link #json}.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid} naming the member at fault
     */
    public static FeatureRequest parse(String text) {
        JsonNode json = Json.parse(text);
        Json.only(json, List.of("features", "rows"));
        JsonNode array = Json.member(json, "rows");
        if (!array.isArray()) {
            throw Json.invalid("The member 'rows' must be an array of {\"id\", \"timestamp\"}.");
        }
        List<EntityAt> rows = new ArrayList<>();
        for (JsonNode row : array) {
            Json.only(row, List.of("id", "timestamp"));
            rows.add(new EntityAt(Json.text(row, "id"), Json.instant(row, "timestamp")));
        }
        return new FeatureRequest(Json.text(json, "features"), rows);
    }
}
