package dendro.queryapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.features.EntityAt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The body of {@code POST /v1/features}.
 *
 * @param features text of the feature set, EDN
 * @param rows what to read
 * @param cursorWait how long the service may wait for its databases to be observed past the rows' moments, if that is to be
 *     less than it waits by itself
 */
public record FeatureRequest(String features, List<EntityAt> rows, Optional<Duration> cursorWait) {

    private static final List<String> MEMBERS = List.of("features", "rows", "cursor-wait-ms");

    public FeatureRequest {
        rows = List.copyOf(rows);
    }

    /** A request that waits as long as the service does by itself. */
    public FeatureRequest(String features, List<EntityAt> rows) {
        this(features, rows, Optional.empty());
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
        cursorWait.ifPresent(wait -> json.put("cursor-wait-ms", wait.toMillis()));
        return json.toString();
    }

    /**
     * The feature set of a request, which may ask for rows and need not.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid} if it has none, naming the member at fault
     */
    public static String parseFeatures(String text) {
        JsonNode json = Json.parse(text);
        Json.only(json, MEMBERS);
        return Json.text(json, "features");
    }

    /**
     * The inverse of {@link #json}.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid} naming the member at fault
     */
    public static FeatureRequest parse(String text) {
        JsonNode json = Json.parse(text);
        Json.only(json, MEMBERS);
        JsonNode array = Json.member(json, "rows");
        if (!array.isArray()) {
            throw Json.invalid("The member 'rows' must be an array of {\"id\", \"timestamp\"}.");
        }
        List<EntityAt> rows = new ArrayList<>();
        for (JsonNode row : array) {
            Json.only(row, List.of("id", "timestamp"));
            rows.add(new EntityAt(Json.text(row, "id"), Json.instant(row, "timestamp")));
        }
        return new FeatureRequest(Json.text(json, "features"), rows, cursorWait(json));
    }

    private static Optional<Duration> cursorWait(JsonNode json) {
        JsonNode wait = json.get("cursor-wait-ms");
        if (wait == null) {
            return Optional.empty();
        }
        if (!wait.isIntegralNumber() || !wait.canConvertToInt() || wait.intValue() < 0) {
            throw Json.invalid("The member 'cursor-wait-ms' must be a whole number, 0 or more.");
        }
        return Optional.of(Duration.ofMillis(wait.intValue()));
    }
}
