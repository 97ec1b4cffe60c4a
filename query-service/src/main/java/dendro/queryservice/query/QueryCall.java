package dendro.queryservice.query;

import clojure.lang.PersistentVector;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.cursor.Cursor;
import dendro.cursor.Instants;
import dendro.cursor.Point;
import dendro.edn.Edn;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body of {@code POST /v1/query}.
 *
 * @param query Datalog
 * @param args one for each input that is not a database, as Datomic takes them
 * @param cursor as of when
 * @param limit of rows, if one was asked for
 * @param timeout of the query, if one was asked for
 */
record QueryCall(String query, List<Object> args, Cursor cursor, Optional<Integer> limit, Optional<Duration> timeout) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Reads a body, or throws {@code request-invalid} naming the member at fault. */
    static QueryCall parse(String text) {
        JsonNode json = json(text);
        JsonNode query = json.path("query");
        if (!query.isTextual()) {
            throw invalid("The member 'query' must be a string that holds a query in EDN.");
        }
        List<Object> args = new ArrayList<>();
        if (json.hasNonNull("args")) {
            if (!json.get("args").isArray()) {
                throw invalid("The member 'args' must be an array.");
            }
            json.get("args").forEach(arg -> args.add(argument(arg)));
        }
        return new QueryCall(
                query.textValue(),
                args,
                cursor(json.path("cursor")),
                positive(json, "limit"),
                positive(json, "timeout-ms").map(Duration::ofMillis));
    }

    /**
     * The cursor for a query; {@code request-invalid} if it names databases but not all that the query reads, for the
     * others would be read at whatever is newest.
     */
    Cursor cursorFor(Query parsed) {
        for (String database : parsed.databases()) {
            if (!cursor.points().isEmpty() && !cursor.points().containsKey(database)) {
                throw invalid(
                        "The cursor names " + String.join(", ", cursor.points().keySet()) + " but not the database '"
                                + database + "', which the query reads.");
            }
        }
        return cursor;
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid("The body is not JSON: " + e.getOriginalMessage() + ".");
        }
    }

    private static Optional<Integer> positive(JsonNode json, String name) {
        if (!json.hasNonNull(name)) {
            return Optional.empty();
        }
        JsonNode member = json.get(name);
        if (!member.isInt() || member.intValue() < 1) {
            throw invalid("The member '" + name + "' must be a whole number above 0.");
        }
        return Optional.of(member.intValue());
    }

    /** An instant for all databases, or {@code {database: instant or t}}; absent means newest. */
    private static Cursor cursor(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return Cursor.newest();
        }
        if (json.isTextual()) {
            return Cursor.asOf(instant(json.textValue()));
        }
        if (!json.isObject()) {
            throw invalid("The member 'cursor' must be an instant or an object of databases, instants and t.");
        }
        Map<String, Point> points = new HashMap<>();
        json.properties().forEach(member -> points.put(member.getKey(), point(member.getKey(), member.getValue())));
        return new Cursor(points, new Point.Newest());
    }

    private static Point point(String database, JsonNode json) {
        if (json.isTextual()) {
            return new Point.At(instant(json.textValue()));
        }
        if (json.isIntegralNumber() && json.canConvertToLong() && json.longValue() >= 0) {
            return new Point.Basis(json.longValue());
        }
        throw invalid("The cursor of database '" + database + "' must be an instant or a t.");
    }

    private static Instant instant(String text) {
        return Instants.parse(text)
                .orElseThrow(() -> invalid("'" + text + "' is not an instant such as 2014-11-15T13:37:42.108Z."));
    }

    private static Object argument(JsonNode json) {
        if (json.isTextual()) {
            return json.textValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isIntegralNumber()) {
            return json.canConvertToLong() ? (Object) json.longValue() : json.bigIntegerValue();
        }
        if (json.isNumber()) {
            if (Double.isInfinite(json.doubleValue())) {
                throw invalid("The number " + json.asText()
                        + " of an argument is larger than a double can be; give it as" + " {\"edn\": \"…M\"}.");
            }
            return json.doubleValue();
        }
        if (json.isArray()) {
            List<Object> values = new ArrayList<>();
            json.forEach(value -> values.add(argument(value)));
            return PersistentVector.create(values);
        }
        if (json.isObject() && json.size() == 1 && json.path("edn").isTextual()) {
            return Edn.read(json.get("edn").textValue());
        }
        throw invalid(
                "An argument is a string, a number, a boolean, an array or {\"edn\": \"…\"}; " + json + " is not.");
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
