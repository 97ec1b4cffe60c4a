package dendro.queryapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the query-service tells of a database.
 *
 * @param observedAt what is read as of an instant before this one is final
 * @param datoms about how many of each attribute, retractions too; those that the caller may not see are left out
 */
public record DatabaseAnswer(Instant observedAt, Map<String, Long> datoms) {

    public DatabaseAnswer {
        datoms = Map.copyOf(datoms);
    }

    /**
     * The answer of {@code GET /v1/databases/NAME}.
     *
     * @throws dendro.problem.ProblemException the database's own problem if it is not healthy, {@code request-invalid} if
     *     this is no such answer
     */
    static DatabaseAnswer parse(String text) {
        JsonNode json = Json.parse(text);
        if (json.has("problem")) {
            throw ProblemJson.read(json.get("problem")).exception();
        }
        Map<String, Long> datoms = new TreeMap<>();
        Json.member(json, "attributes")
                .forEach(attribute -> datoms.put(
                        Json.text(attribute, "attribute"),
                        attribute.path("datoms").asLong()));
        return new DatabaseAnswer(Json.instant(json, "observed-at"), datoms);
    }
}
