package dendro.edn;

import clojure.lang.IPersistentCollection;
import clojure.lang.IPersistentList;
import clojure.lang.IPersistentVector;
import clojure.lang.PersistentArrayMap;
import clojure.lang.PersistentList;
import clojure.lang.PersistentVector;
import clojure.lang.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code (q '[:find ...] $)} is how Clojure writes {@code (q (quote [:find ...]) $)}. EDN knows no such sign and reads a
 * symbol before the vector; examples of nested queries are full of it.
 */
final class QuotedForms {

    private static final Symbol SIGN = Symbol.intern("'");
    private static final Symbol QUOTE = Symbol.intern("quote");

    private QuotedForms() {}

    static Object expanded(Object form) {
        if (form instanceof IPersistentList && form instanceof List<?> items) {
            List<@Nullable Object> all = list(items);
            return all.equals(items) ? form : PersistentList.create(all);
        }
        if (form instanceof IPersistentVector && form instanceof List<?> items) {
            List<@Nullable Object> all = new ArrayList<>();
            items.forEach(item -> all.add(orNil(item)));
            return all.equals(items) ? form : PersistentVector.create(all);
        }
        if (form instanceof PersistentArrayMap && form instanceof Map<?, ?> map) {
            List<@Nullable Object> flat = new ArrayList<>();
            map.forEach((key, value) -> {
                flat.add(key);
                flat.add(orNil(value));
            });
            return PersistentArrayMap.createAsIfByAssoc(flat.toArray());
        }
        return form;
    }

    private static List<@Nullable Object> list(List<?> items) {
        List<@Nullable Object> all = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            Object item = items.get(index);
            Object next = index + 1 < items.size() ? items.get(index + 1) : null;
            if (SIGN.equals(item) && next instanceof IPersistentCollection) {
                all.add(PersistentList.create(List.of(QUOTE, expanded(next))));
                index++;
            } else {
                all.add(orNil(item));
            }
        }
        return all;
    }

    private static @Nullable Object orNil(@Nullable Object item) {
        return item == null ? null : expanded(item);
    }
}
