package dendro.query.guard;

import clojure.lang.IPersistentList;
import clojure.lang.Symbol;
import dendro.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values written into a query: scalars, and vectors, sets and maps of them. Never a list, never a name. */
final class Constants {

    private Constants() {}

    static boolean isScalar(@Nullable Object form) {
        return !(form instanceof Symbol) && !(form instanceof Collection<?>) && !(form instanceof Map<?, ?>);
    }

    /** A constant in which nothing is a name. */
    static void check(@Nullable Object form, Place place) {
        if (form instanceof Symbol) {
            throw place.forbidden(
                    Names.text(form),
                    "the name " + Names.text(form)
                            + " stands where a constant is needed (collections hold no variables)");
        }
        for (Object child : children(form, place)) {
            check(child, place);
        }
    }

    /** An argument: a variable or a constant. The peer does not find variables that stand inside a collection. */
    static void checkArgument(@Nullable Object form, Place place) {
        if (!Names.isVariable(form)) {
            check(form, place);
        }
    }

    private static Collection<?> children(@Nullable Object form, Place place) {
        if (form instanceof IPersistentList) {
            throw list(form, place);
        } else if (form instanceof Map<?, ?> map) {
            List<@Nullable Object> both = new ArrayList<>(map.keySet());
            both.addAll(map.values());
            return both;
        } else if (form instanceof Collection<?> items) {
            return items;
        }
        return List.of();
    }

    private static ProblemException list(Object form, Place place) {
        Object first = form instanceof List<?> items && !items.isEmpty() ? items.get(0) : form;
        return place.forbidden(
                Names.text(first),
                "the list " + Place.shown(form)
                        + " would be called; give each call a clause of its own, and write data with brackets");
    }
}
