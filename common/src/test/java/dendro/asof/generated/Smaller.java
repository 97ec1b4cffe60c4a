package dendro.asof.generated;

import clojure.lang.IPersistentVector;
import clojure.lang.Keyword;
import clojure.lang.PersistentArrayMap;
import clojure.lang.PersistentList;
import clojure.lang.PersistentVector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Simpler cases than a given one: with a part of some list or map in it left out, large parts first. Most of them mean
 * nothing any more; the one that still shows the same fault is worth going on with.
 */
final class Smaller {

    private static final Keyword TYPES = Keyword.intern("types");
    private static final Keyword FIND = Keyword.intern("find");
    private static final Keyword KEYS = Keyword.intern("keys");

    private Smaller() {}

    static Stream<GeneratedCase> than(GeneratedCase made) {
        return made.form().entrySet().stream()
                .flatMap(part -> forms(part.getValue()).map(smaller -> with(made.form(), part.getKey(), smaller)))
                .map(form -> new GeneratedCase(withoutUnusedTypes(form)));
    }

    /** The smallest case, step by step, of which the condition still holds. */
    static GeneratedCase thatStill(GeneratedCase made, Predicate<GeneratedCase> condition) {
        GeneratedCase smallest = made;
        boolean found = true;
        while (found) {
            GeneratedCase current = smallest;
            var next = than(current).filter(condition).findFirst();
            found = next.isPresent();
            smallest = next.orElse(current);
        }
        return smallest;
    }

    private static Stream<Object> forms(Object form) {
        if (form instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .flatMap(entry -> Stream.concat(
                            map.size() > 1 ? Stream.of(without(map, entry.getKey())) : Stream.of(),
                            forms(entry.getValue()).map(value -> with(map, entry.getKey(), value))));
        }
        if (form instanceof List<?> items) {
            return Stream.concat(shorter(items), inside(items));
        }
        return Stream.of();
    }

    private static Stream<Object> shorter(List<?> items) {
        Stream<Object> columns = items.indexOf(FIND) == 0 ? withoutColumn(items) : Stream.of();
        List<Integer> lengths = new ArrayList<>();
        for (int length = items.size() / 2; length > 0; length /= 2) {
            lengths.add(length);
        }
        Stream<Object> cut = lengths.stream()
                .flatMap(length -> Stream.iterate(0, start -> start + length <= items.size(), start -> start + length)
                        .map(start -> without(items, start, length)));
        return Stream.concat(columns, cut);
    }

    /** A query's column goes together with its name. */
    private static Stream<Object> withoutColumn(List<?> query) {
        int keys = query.indexOf(KEYS);
        return Stream.iterate(1, column -> column < keys, column -> column + 1).map(column -> {
            List<Object> copy = new ArrayList<>(query);
            copy.remove(keys + (int) column);
            copy.remove((int) column);
            return PersistentVector.create(copy);
        });
    }

    private static Stream<Object> inside(List<?> items) {
        return Stream.iterate(0, index -> index < items.size(), index -> index + 1)
                .flatMap(index -> forms(items.get(index)).map(value -> {
                    List<Object> copy = new ArrayList<>(items);
                    copy.set(index, value);
                    return like(items, copy);
                }));
    }

    private static Object without(List<?> items, int start, int length) {
        List<Object> copy = new ArrayList<>(items.subList(0, start));
        copy.addAll(items.subList(start + length, items.size()));
        return like(items, copy);
    }

    private static Object like(List<?> original, List<Object> copy) {
        return original instanceof IPersistentVector ? PersistentVector.create(copy) : PersistentList.create(copy);
    }

    private static Map<?, ?> without(Map<?, ?> map, Object key) {
        Map<Object, Object> copy = new HashMap<>(map);
        copy.remove(key);
        return (Map<?, ?>) PersistentArrayMap.create(copy);
    }

    private static Map<?, ?> with(Map<?, ?> map, Object key, Object value) {
        Map<Object, Object> copy = new HashMap<>(map);
        copy.put(key, value);
        return (Map<?, ?>) PersistentArrayMap.create(copy);
    }

    /** A type declared for no column would be refused. */
    private static Map<?, ?> withoutUnusedTypes(Map<?, ?> form) {
        Object features = form.get(Keyword.intern("features"));
        if (!(features instanceof Map<?, ?> featureSet) || !(featureSet.get(TYPES) instanceof Map<?, ?> types)) {
            return form;
        }
        String text = String.valueOf(featureSet.get(Keyword.intern("features")));
        Map<Object, Object> used = new HashMap<>();
        types.forEach((column, type) -> {
            if (text.matches("(?s).*\\b" + ((Keyword) column).getName() + "\\b.*")) {
                used.put(column, type);
            }
        });
        return with(form, Keyword.intern("features"), with(featureSet, TYPES, PersistentArrayMap.create(used)));
    }
}
