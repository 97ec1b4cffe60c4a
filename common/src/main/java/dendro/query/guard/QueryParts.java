package dendro.query.guard;

import clojure.lang.IPersistentMap;
import clojure.lang.IPersistentVector;
import clojure.lang.Keyword;
import clojure.lang.Symbol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A query cut at its keywords; the list form {@code [:find ...]} and the map form come out alike. */
record QueryParts(List<?> find, List<?> with, List<?> inputs, List<?> where, List<?> columns) {

    private static final Set<String> COLUMNS = Set.of(":keys", ":strs", ":syms");
    private static final Set<String> KNOWN = Set.of(":find", ":with", ":in", ":where", ":keys", ":strs", ":syms");

    static QueryParts of(@Nullable Object form, Place place) {
        Map<String, List<?>> parts = new LinkedHashMap<>();
        if (form instanceof IPersistentVector && form instanceof List<?> items) {
            cut(items, parts, place);
        } else if (form instanceof IPersistentMap && form instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                List<@Nullable Object> section = new ArrayList<>();
                open(key, parts, place, section);
                section.addAll(vector(key, value, place));
            });
        } else {
            throw place.invalid("a query is a vector [:find ...] or a map {:find [...]}");
        }
        List<?> find = parts.getOrDefault(":find", List.of());
        if (find.isEmpty()) {
            throw place.invalid("the query has no :find");
        }
        List<String> columns = COLUMNS.stream().filter(parts::containsKey).toList();
        if (columns.size() > 1) {
            throw place.invalid("a query has at most one of :keys, :strs and :syms");
        }
        return new QueryParts(
                find,
                parts.getOrDefault(":with", List.of()),
                parts.getOrDefault(":in", List.of(Symbol.intern("$"))),
                parts.getOrDefault(":where", List.of()),
                columns.isEmpty() ? List.of() : parts.getOrDefault(columns.get(0), List.of()));
    }

    private static void cut(List<?> items, Map<String, List<?>> parts, Place place) {
        List<@Nullable Object> section = null;
        for (Object item : items) {
            if (item instanceof Keyword) {
                section = new ArrayList<>();
                open(item, parts, place, section);
            } else if (section == null) {
                throw place.invalid("a query begins with :find");
            } else {
                section.add(item);
            }
        }
    }

    private static List<?> vector(@Nullable Object key, @Nullable Object value, Place place) {
        if (value instanceof IPersistentVector && value instanceof List<?> items) {
            return items;
        }
        throw place.invalid("what follows " + Names.text(key) + " is a vector");
    }

    private static void open(@Nullable Object key, Map<String, List<?>> parts, Place place, List<?> section) {
        String name = key instanceof Keyword ? Names.text(key) : Place.shown(key);
        if (!KNOWN.contains(name)) {
            throw place.forbidden(
                    name, name + " is not a part of a query (:find, :keys, :strs, :syms, :with, :in, :where)");
        }
        if (parts.put(name, section) != null) {
            throw place.invalid(name + " stands twice");
        }
    }
}
