package dendro.queryservice.query;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.query.QuerySource;
import dendro.query.Sources;
import dendro.query.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The member {@code sources} of a query: by source variable {@code {"database": name}}, with {@code "view": "history"}
 * or {@code "log"}, or {@code "since": instant or t}; or {@code {"tuples": [[…] …]}}.
 */
final class SourcesJson {

    private static final Set<String> KNOWN = Set.of("database", "view", "since", "tuples");

    private SourcesJson() {}

    /** The sources, or {@code request-invalid} naming the variable at fault. */
    static Sources read(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return Sources.byName();
        }
        if (!json.isObject()) {
            throw QueryCall.invalid("The member 'sources' must be an object of source variables such as \"$h\".");
        }
        Map<String, QuerySource> sources = new HashMap<>();
        json.properties().forEach(member -> sources.put(member.getKey(), source(member.getKey(), member.getValue())));
        return new Sources(sources);
    }

    private static QuerySource source(String variable, JsonNode json) {
        json.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw wrong(variable, "has no member '" + name + "'");
            }
        });
        if (json.path("tuples").isArray() && json.size() == 1) {
            List<Object> tuples = new ArrayList<>();
            json.get("tuples").forEach(tuple -> {
                if (!tuple.isArray()) {
                    throw wrong(variable, "has tuples that are arrays, which " + tuple + " is not");
                }
                tuples.add(QueryCall.argument(tuple));
            });
            return new QuerySource.Tuples(tuples);
        }
        if (!json.path("database").isTextual() || json.has("tuples")) {
            throw wrong(variable, "has a 'database', or 'tuples' and nothing else");
        }
        return new QuerySource.OfDatabase(json.get("database").textValue(), view(variable, json));
    }

    private static View view(String variable, JsonNode json) {
        if (json.has("since")) {
            if (json.has("view")) {
                throw wrong(variable, "has a 'view' or a 'since', not both");
            }
            return new View.Since(QueryCall.point("'since' of the source " + variable, json.get("since")));
        }
        return switch (json.path("view").asText("as-of")) {
            case "as-of" -> new View.AsOf();
            case "history" -> new View.History();
            case "log" -> new View.Log();
            default -> throw wrong(variable, "has the view \"as-of\", \"history\" or \"log\", not " + json.get("view"));
        };
    }

    private static RuntimeException wrong(String variable, String sentence) {
        return QueryCall.invalid("The source " + variable + " " + sentence + ".");
    }
}
