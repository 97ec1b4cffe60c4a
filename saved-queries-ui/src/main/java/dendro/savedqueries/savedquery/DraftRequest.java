package dendro.savedqueries.savedquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is sent to be saved, before it has been looked at. */
record DraftRequest(
        @Nullable Integer basedOn,
        @Nullable String name,
        @Nullable String description,
        @Nullable List<@Nullable String> tags,
        @Nullable String team,
        @Nullable String text,
        @Nullable JsonNode parameters,
        @Nullable JsonNode chart,
        @Nullable List<@Nullable ProcedureUse> procedures,
        @Nullable JsonNode sources,
        @Nullable String note) {

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_DESCRIPTION = 10_000;
    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_NOTE = 1_000;
    private static final int LONGEST_TAG = 40;
    private static final int MOST_TAGS = 20;
    private static final int MOST_PARAMETERS = 50;
    private static final int MOST_PROCEDURES = 50;
    private static final int LONGEST_JSON = 100_000;
    private static final Set<String> TYPES =
            Set.of("text", "number", "instant", "keyword", "choice", "list", "boolean", "edn");

    /**
     * What it asks to be saved.
     *
     * @throws ProblemException {@code request-invalid} naming the member at fault
     */
    Draft draft() {
        return new Draft(
                nameOf(name),
                bounded("description", Optional.ofNullable(description).orElse(""), LONGEST_DESCRIPTION),
                tagsOf(tags),
                Optional.ofNullable(team).filter(named -> !named.isBlank()),
                new Content(
                        textOf(text),
                        parametersOf(parameters),
                        object("chart", chart),
                        usesOf(procedures),
                        object("sources", sources)));
    }

    /** Why it is saved. */
    Optional<String> reason() {
        return note(note);
    }

    static Optional<String> note(@Nullable String note) {
        return Optional.ofNullable(note)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> bounded("note", text, LONGEST_NOTE));
    }

    /** The version that was worked on. */
    int base() {
        return base(basedOn);
    }

    static int base(@Nullable Integer basedOn) {
        if (basedOn == null) {
            throw invalid("The member 'based-on' is missing: the version that was worked on.");
        }
        return basedOn;
    }

    static String nameOf(@Nullable String name) {
        String stripped = Optional.ofNullable(name).map(String::strip).orElse("");
        if (stripped.isEmpty()) {
            throw invalid("The member 'name' is missing.");
        }
        return bounded("name", stripped, LONGEST_NAME);
    }

    private static String textOf(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw invalid("The member 'text' is missing: the query.");
        }
        return bounded("text", text, LONGEST_TEXT);
    }

    private static List<String> tagsOf(@Nullable List<@Nullable String> tags) {
        Set<String> distinct = new TreeSet<>();
        if (tags != null) {
            for (@Nullable String tag : tags) {
                if (tag != null && !tag.isBlank()) {
                    distinct.add(bounded("tags", tag.strip(), LONGEST_TAG));
                }
            }
        }
        if (distinct.size() > MOST_TAGS) {
            throw invalid("A query has " + MOST_TAGS + " tags at most.");
        }
        return List.copyOf(distinct);
    }

    private static JsonNode parametersOf(@Nullable JsonNode parameters) {
        if (parameters == null || parameters.isNull()) {
            return JsonNodeFactory.instance.arrayNode();
        }
        if (!parameters.isArray() || parameters.size() > MOST_PARAMETERS) {
            throw invalid("The member 'parameters' is an array of " + MOST_PARAMETERS + " at most.");
        }
        Set<String> names = new HashSet<>();
        for (JsonNode parameter : parameters) {
            if (parameter.path("name").asText().isBlank()
                    || !TYPES.contains(parameter.path("type").asText())) {
                throw invalid(
                        "A parameter has a 'name' and a 'type': " + String.join(", ", new TreeSet<>(TYPES)) + ".");
            }
            if (!names.add(parameter.path("name").asText())) {
                throw invalid(
                        "Two parameters are named '" + parameter.path("name").asText() + "'.");
            }
        }
        return bounded("parameters", parameters);
    }

    private static List<ProcedureUse> usesOf(@Nullable List<@Nullable ProcedureUse> procedures) {
        List<ProcedureUse> uses = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (procedures != null) {
            for (@Nullable ProcedureUse use : procedures) {
                if (use == null || use.name() == null || !names.add(use.name())) {
                    throw invalid("The member 'procedures' names each procedure once: {name, version}.");
                }
                uses.add(use);
            }
        }
        if (uses.size() > MOST_PROCEDURES) {
            throw invalid("A query uses " + MOST_PROCEDURES + " saved procedures at most.");
        }
        return uses;
    }

    private static Optional<JsonNode> object(String member, @Nullable JsonNode json) {
        if (json == null || json.isNull()) {
            return Optional.empty();
        }
        if (!json.isObject()) {
            throw invalid("The member '" + member + "' is an object or null.");
        }
        return Optional.of(bounded(member, json));
    }

    private static JsonNode bounded(String member, JsonNode json) {
        bounded(member, json.toString(), LONGEST_JSON);
        return json;
    }

    private static String bounded(String member, String text, int longest) {
        if (text.length() > longest) {
            throw invalid(
                    "The member '" + member + "' has " + text.length() + " characters; it may have " + longest + ".");
        }
        if (text.indexOf('\0') >= 0) {
            throw invalid("The member '" + member + "' holds a character that cannot be kept, U+0000.");
        }
        return text;
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
