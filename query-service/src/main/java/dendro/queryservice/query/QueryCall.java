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
import dendro.query.Question;
import dendro.query.Sources;
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
 * @param sources what the query's sources are that are not databases of their names
 * @param args one for each input that is no source, as Datomic takes them
 * @param joins whether clauses that have nothing to do with each other are combined
 * @param cursor as of when
 * @param limit of rows, if one was asked for
 * @param timeout of the query, if one was asked for
 */
record QueryCall(
        String query,
        Sources sources,
        List<Object> args,
        Question.Joins joins,
        Cursor cursor,
        Optional<Integer> limit,
        Optional<Duration> timeout) {

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
                SourcesJson.read(json.path("sources")),
                args,
                joins(json.path("allow-cartesian")),
                cursor(json.path("cursor")),
                positive(json, "limit"),
                positive(json, "timeout-ms").map(Duration::ofMillis));
    }

    /** The question that a call asks with its query. */
    Question question(Query parsed) {
        return new Question(parsed, sources, args, joins);
    }

    /**
     * The cursor for a question; {@code request-invalid} if it names databases but not all that the query reads, for
     * the others would be read at whatever is newest.
     */
    Cursor cursorFor(Question question) {
        for (String database : question.databases()) {
            if (!cursor.points().isEmpty() && !cursor.points().containsKey(database)) {
                throw invalid(
                        "The cursor names " + String.join(", ", cursor.points().keySet()) + " but not the database '"
                                + database + "', which the query reads.");
            }
        }
        return cursor;
    }

    private static Question.Joins joins(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return Question.Joins.REQUIRED;
        }
        if (!json.isBoolean()) {
            throw invalid("The member 'allow-cartesian' must be true or false.");
        }
        return json.booleanValue() ? Question.Joins.CARTESIAN : Question.Joins.REQUIRED;
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
        json.properties()
                .forEach(member -> points.put(
                        member.getKey(), point("The cursor of database '" + member.getKey() + "'", member.getValue())));
        return new Cursor(points, new Point.Newest());
    }

    /**
     * An instant or a {@code t}.
     *
     * @param what it is, for the sentence that refuses it
     */
    static Point point(String what, JsonNode json) {
        if (json.isTextual()) {
            return new Point.At(instant(json.textValue()));
        }
        if (json.isIntegralNumber() && json.canConvertToLong() && json.longValue() >= 0) {
            return new Point.Basis(json.longValue());
        }
        throw invalid(what + " must be an instant or a t.");
    }

    private static Instant instant(String text) {
        return Instants.parse(text)
                .orElseThrow(() -> invalid("'" + text + "' is not an instant such as 2014-11-15T13:37:42.108Z."));
    }

    static Object argument(JsonNode json) {
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

    static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
