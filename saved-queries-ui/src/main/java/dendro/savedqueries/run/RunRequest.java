package dendro.savedqueries.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a page asks to be run: a version of a saved query as it is, or a text, which may be one that a saved query was
 * changed to and not yet saved as.
 *
 * @param run its id
 * @param query the saved query, if it is one
 * @param version of it; the newest if it is absent
 * @param text if it is not that of the version
 * @param declarations of the text's parameters, if they are declared
 * @param sources of the text
 * @param procedures of the text
 * @param parameters values by name
 * @param cursor as the query-service takes it; JSON's null for now
 * @param limit of rows
 * @param allowCartesian whether clauses that have nothing to do with each other may be combined
 */
record RunRequest(
        UUID run,
        Optional<UUID> query,
        OptionalInt version,
        Optional<String> text,
        Optional<JsonNode> declarations,
        JsonNode sources,
        JsonNode procedures,
        ObjectNode parameters,
        JsonNode cursor,
        OptionalInt limit,
        boolean allowCartesian) {

    /** Of a text, as of a saved query. */
    private static final int LONGEST_TEXT = 100_000;

    private static final List<String> OF_BOTH = List.of(
            "run",
            "query",
            "version",
            "text",
            "declarations",
            "sources",
            "procedures",
            "parameters",
            "limit",
            "allow-cartesian");

    /**
     * A request as it comes.
     *
     * @throws ProblemException {@code request-invalid} naming the member at fault
     */
    static RunRequest read(JsonNode json) {
        only(json, Set.of("cursor"));
        return of(json);
    }

    /** The same, and in place of a cursor {@code from}, {@code to} and {@code step}. */
    static RunRequest readSeries(JsonNode json) {
        only(json, Set.of("from", "to", "step"));
        return of(json);
    }

    /** The instants of a series, as the query-service takes them. */
    static ObjectNode series(JsonNode json) {
        ObjectNode series = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("from", "to", "step")) {
            if (!json.path(name).isTextual()) {
                throw invalid("The member '" + name + "' is missing, or no text.");
            }
            series.set(name, json.path(name));
        }
        return series;
    }

    private static RunRequest of(JsonNode json) {
        Optional<String> text = text(json, "text");
        if (text.filter(one -> one.length() > LONGEST_TEXT).isPresent()) {
            throw new Problem(ProblemType.TOO_LARGE, "A query's text has at most " + LONGEST_TEXT + " characters.")
                    .exception();
        }
        Optional<UUID> query = uuid(json, "query");
        if (text.isEmpty() && query.isEmpty()) {
            throw invalid("A run is of a saved query, 'query', or of a text, 'text'.");
        }
        JsonNode parameters = json.path("parameters");
        if (!parameters.isObject() && !parameters.isMissingNode() && !parameters.isNull()) {
            throw invalid("The member 'parameters' must be an object of values by name.");
        }
        JsonNode cartesian = json.path("allow-cartesian");
        if (!cartesian.isBoolean() && !cartesian.isMissingNode() && !cartesian.isNull()) {
            throw invalid("The member 'allow-cartesian' must be true or false.");
        }
        JsonNode declarations = json.path("declarations");
        return new RunRequest(
                uuid(json, "run").orElseGet(UUID::randomUUID),
                query,
                positive(json, "version"),
                text,
                declarations.isArray() ? Optional.of(declarations) : Optional.empty(),
                json.path("sources"),
                json.path("procedures"),
                parameters instanceof ObjectNode values ? values : JsonNodeFactory.instance.objectNode(),
                json.path("cursor").isMissingNode() ? JsonNodeFactory.instance.nullNode() : json.path("cursor"),
                positive(json, "limit"),
                cartesian.asBoolean(false));
    }

    private static void only(JsonNode json, Set<String> others) {
        if (!json.isObject()) {
            throw invalid("The body must be a JSON object.");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!OF_BOTH.contains(name) && !others.contains(name)) {
                throw invalid("The request has a member '" + name + "' that means nothing; it may have "
                        + String.join(", ", OF_BOTH) + ", " + String.join(", ", new TreeSet<>(others)) + ".");
            }
        });
    }

    private static Optional<String> text(JsonNode json, String name) {
        JsonNode member = json.path(name);
        if (member.isMissingNode() || member.isNull()) {
            return Optional.empty();
        }
        if (!member.isTextual()) {
            throw invalid("The member '" + name + "' must be text.");
        }
        return Optional.of(member.textValue());
    }

    private static Optional<UUID> uuid(JsonNode json, String name) {
        return text(json, name).map(text -> RunRequest.uuid(text)
                .orElseThrow(() -> invalid("The member '" + name + "' must be a UUID.")));
    }

    /** The UUID that a text is. */
    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static OptionalInt positive(JsonNode json, String name) {
        JsonNode member = json.path(name);
        if (member.isMissingNode() || member.isNull()) {
            return OptionalInt.empty();
        }
        if (!member.isIntegralNumber() || !member.canConvertToInt() || member.intValue() < 1) {
            throw invalid("The member '" + name + "' must be a whole number above 0.");
        }
        return OptionalInt.of(member.intValue());
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
