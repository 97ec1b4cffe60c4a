package dendro.query.guard;

import clojure.lang.IPersistentVector;
import clojure.lang.Symbol;
import dendro.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ?x}, {@code _}, {@code [?x ...]}, {@code [?x _]}, {@code [[?x ?y]]}: what takes up values. */
final class Bindings {

    private Bindings() {}

    static void check(@Nullable Object form, Place place) {
        if (isTerm(form)) {
            return;
        }
        List<?> items = vector(form, place);
        if (items.size() == 1 && items.get(0) instanceof IPersistentVector) {
            terms(vector(items.get(0), place), place);
        } else if (items.size() == 2 && Names.is(items.get(1), "...")) {
            terms(items.subList(0, 1), place);
        } else {
            terms(items, place);
        }
    }

    /** {@code [?x ?y]}, or {@code [[?x] ?y]} where the bracketed ones must be bound. */
    static void checkVariables(@Nullable Object form, Place place) {
        List<?> items = vector(form, place);
        if (!items.isEmpty() && items.get(0) instanceof IPersistentVector) {
            vector(items.get(0), place).forEach(item -> variable(item, place));
            items.subList(1, items.size()).forEach(item -> variable(item, place));
        } else {
            items.forEach(item -> variable(item, place));
        }
    }

    static void variable(@Nullable Object form, Place place) {
        if (!Names.isVariable(form)) {
            throw wrong(form, "a variable such as ?x", place);
        }
    }

    private static void terms(List<?> items, Place place) {
        if (items.isEmpty()) {
            throw place.invalid("a binding is empty");
        }
        for (Object item : items) {
            if (!isTerm(item)) {
                throw wrong(item, "a variable or _", place);
            }
        }
    }

    private static boolean isTerm(@Nullable Object form) {
        return Names.isVariable(form) || Names.isBlank(form);
    }

    private static List<?> vector(@Nullable Object form, Place place) {
        if (form instanceof IPersistentVector && form instanceof List<?> items) {
            return items;
        }
        throw wrong(form, "a binding such as ?x, [?x ...], [?x ?y] or [[?x ?y]]", place);
    }

    private static ProblemException wrong(@Nullable Object form, String needed, Place place) {
        String sentence = Place.shown(form) + " stands where " + needed + " is needed";
        boolean named = form instanceof Symbol || Calls.isCall(form);
        return named ? place.forbidden(Names.text(form), sentence) : place.invalid(sentence);
    }
}
