package dendro.queryservice.query;

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
import dendro.queryservice.RequestBody;
import dendro.queryservice.format.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/query}, or most of that of {@code POST /v1/query/evolution}.
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

    /** Reads a body, or throws {@code request-invalid} naming the member at fault. */
    static QueryCall parse(RequestBody body) {
        Map<String, Object> members = members(body);
        requireOnly(members, "query", "sources", "args", "allow-cartesian", "cursor", "limit", "timeout-ms");
        return of(members);
    }

    /** The members of a body in either format. */
    static Map<String, Object> members(RequestBody body) {
        return body.format() == Format.EDN
                ? EdnRequest.members(Edn.read(body.text()))
                : JsonRequest.members(body.text());
    }

    static void requireOnly(Map<String, Object> members, String... meaningful) {
        for (String name : members.keySet()) {
            if (!List.of(meaningful).contains(name)) {
                throw invalid("The request has a member '" + name + "' that means nothing; it may have "
                        + String.join(", ", meaningful) + ".");
            }
        }
    }

    /** The call that members make, or throws {@code request-invalid} naming the member at fault. */
    static QueryCall of(Map<String, Object> members) {
        return new QueryCall(
                query(members.get("query")),
                DeclaredSources.read(members.get("sources")),
                args(members.get("args")),
                joins(members.get("allow-cartesian")),
                cursor(members.get("cursor")),
                positive(members, "limit"),
                positive(members, "timeout-ms").map(Duration::ofMillis));
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

    private static String query(@Nullable Object query) {
        if (query instanceof String text) {
            return text;
        }
        if (query instanceof List<?> || (query instanceof EdnRequest.Form)) {
            return Edn.write(query instanceof EdnRequest.Form form ? form.value() : query);
        }
        throw invalid("The member 'query' must be a string that holds a query in EDN.");
    }

    private static List<Object> args(@Nullable Object args) {
        if (args == null) {
            return List.of();
        }
        if (args instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw invalid("The member 'args' must be an array.");
    }

    private static Question.Joins joins(@Nullable Object allowCartesian) {
        if (allowCartesian == null) {
            return Question.Joins.REQUIRED;
        }
        if (!(allowCartesian instanceof Boolean allowed)) {
            throw invalid("The member 'allow-cartesian' must be true or false.");
        }
        return allowed ? Question.Joins.CARTESIAN : Question.Joins.REQUIRED;
    }

    private static Optional<Integer> positive(Map<String, Object> members, String name) {
        Object member = members.get(name);
        if (member == null) {
            return Optional.empty();
        }
        if (!(member instanceof Long number) || number < 1 || number > Integer.MAX_VALUE) {
            throw invalid("The member '" + name + "' must be a whole number above 0.");
        }
        return Optional.of(number.intValue());
    }

    /** An instant for all databases, or {@code {database: instant or t}}; absent means newest. */
    private static Cursor cursor(@Nullable Object cursor) {
        if (cursor == null) {
            return Cursor.newest();
        }
        if (cursor instanceof Map<?, ?> map) {
            Map<String, Point> points = new HashMap<>();
            map.forEach((database, point) ->
                    points.put(String.valueOf(database), point("The cursor of database '" + database + "'", point)));
            return new Cursor(points, new Point.Newest());
        }
        return Cursor.asOf(instant(cursor)
                .orElseThrow(() ->
                        invalid("The member 'cursor' must be an instant or an object of databases, instants and t.")));
    }

    /**
     * An instant or a {@code t}.
     *
     * @param what it is, for the sentence that refuses it
     */
    static Point point(String what, @Nullable Object value) {
        if (value instanceof Long t && t >= 0) {
            return new Point.Basis(t);
        }
        return new Point.At(instant(value).orElseThrow(() -> invalid(what + " must be an instant or a t.")));
    }

    /** An instant, or empty if the value is of no type that could say one. */
    static Optional<Instant> instant(@Nullable Object value) {
        if (value instanceof Date date) {
            return Optional.of(date.toInstant());
        }
        if (!(value instanceof String text)) {
            return Optional.empty();
        }
        return Optional.of(Instants.parse(text)
                .orElseThrow(() -> invalid("'" + text + "' is not an instant such as 2014-11-15T13:37:42.108Z.")));
    }

    static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
