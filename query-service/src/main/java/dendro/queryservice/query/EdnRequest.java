package dendro.queryservice.query;

import clojure.lang.Keyword;
import clojure.lang.Symbol;
import dendro.edn.Edn;
import java.util.LinkedHashMap;
import java.util.Map;

/** The members of a query's request in EDN, {@code {:query [:find …] :args ["cus-108"] :cursor #inst "2014-11-15"}}. */
final class EdnRequest {

    private EdnRequest() {}

    /**
     * A query in its map form.
     *
     * @param value the map
     */
    record Form(Object value) {}

    static Map<String, Object> members(Object form) {
        if (!(form instanceof Map<?, ?> map)) {
            throw QueryCall.invalid("The body must be an EDN map with the key :query.");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                String name = name(key);
                members.put(name, value instanceof Map<?, ?> inner ? member(name, inner) : value);
            }
        });
        return members;
    }

    private static Object member(String name, Map<?, ?> map) {
        return switch (name) {
            case "query" -> new Form(map);
            case "sources" -> sources(map);
            default -> named(map);
        };
    }

    /** By source variable, which may be written as the symbol it is. */
    private static Map<String, Object> sources(Map<?, ?> map) {
        Map<String, Object> sources = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String variable = key instanceof Symbol symbol ? symbol.toString() : name(key);
            sources.put(variable, value instanceof Map<?, ?> source ? named(source) : value);
        });
        return sources;
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> named.put(name(key), value));
        return named;
    }

    private static String name(Object key) {
        if (key instanceof Keyword keyword) {
            return keyword.sym.toString();
        }
        if (key instanceof String text) {
            return text;
        }
        throw QueryCall.invalid("The keys of a request are keywords; " + Edn.write(key) + " is not.");
    }
}
