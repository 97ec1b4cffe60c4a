package dendro.queryservice.query;

import clojure.lang.Keyword;
import dendro.query.QuerySource;
import dendro.query.Sources;
import dendro.query.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The member {@code sources} of a query: by source variable {@code {"database": name}}, with {@code "view": "history"}
 * or {@code "log"}, or {@code "since": instant or t}; or {@code {"tuples": [[…] …]}}. In EDN, names may be keywords.
 */
final class DeclaredSources {

    private static final Set<String> KNOWN = Set.of("database", "view", "since", "tuples");

    private DeclaredSources() {}

    /** The sources, or {@code request-invalid} naming the variable at fault. */
    static Sources read(@Nullable Object member) {
        if (member == null) {
            return Sources.byName();
        }
        if (!(member instanceof Map<?, ?> declared)) {
            throw QueryCall.invalid("The member 'sources' must be an object of source variables such as \"$h\".");
        }
        Map<String, QuerySource> sources = new HashMap<>();
        declared.forEach((key, source) -> {
            String variable = String.valueOf(key);
            sources.put(variable, source(variable, source));
        });
        return new Sources(sources);
    }

    private static QuerySource source(String variable, @Nullable Object source) {
        Map<?, ?> members = source instanceof Map<?, ?> map ? map : Map.of();
        for (Object name : members.keySet()) {
            if (!KNOWN.contains(name)) {
                throw wrong(variable, "has no member '" + name + "'");
            }
        }
        if (members.get("tuples") instanceof List<?> rows && members.size() == 1) {
            return new QuerySource.Tuples(tuples(variable, rows));
        }
        String database = name(members.get("database"));
        if (database.isEmpty() || members.containsKey("tuples")) {
            throw wrong(variable, "has a 'database', or 'tuples' and nothing else");
        }
        return new QuerySource.OfDatabase(database, view(variable, members));
    }

    private static List<Object> tuples(String variable, List<?> rows) {
        List<Object> tuples = new ArrayList<>();
        for (Object row : rows) {
            if (!(row instanceof List<?>)) {
                throw wrong(variable, "has tuples that are arrays, which " + shown(row) + " is not");
            }
            tuples.add(row);
        }
        return tuples;
    }

    private static View view(String variable, Map<?, ?> members) {
        Object view = members.get("view");
        if (members.containsKey("since")) {
            if (members.containsKey("view")) {
                throw wrong(variable, "has a 'view' or a 'since', not both");
            }
            return new View.Since(QueryCall.point("'since' of the source " + variable, members.get("since")));
        }
        return switch (view == null ? "as-of" : name(view)) {
            case "as-of" -> new View.AsOf();
            case "history" -> new View.History();
            case "log" -> new View.Log();
            default -> throw wrong(variable, "has the view \"as-of\", \"history\" or \"log\", not " + shown(view));
        };
    }

    /** A name, or nothing. */
    private static String name(@Nullable Object value) {
        if (value instanceof Keyword keyword) {
            return keyword.sym.toString();
        }
        return value instanceof String text ? text : "";
    }

    private static String shown(@Nullable Object value) {
        return value instanceof String text ? '"' + text + '"' : String.valueOf(value);
    }

    private static RuntimeException wrong(String variable, String sentence) {
        return QueryCall.invalid("The source " + variable + " " + sentence + ".");
    }
}
