package dendro.query.guard;

import clojure.lang.IPersistentMap;
import clojure.lang.IPersistentVector;
import clojure.lang.Keyword;
import dendro.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pull patterns. Names of functions ({@code :xform}) are refused, and values ({@code :default}, {@code :as}) are data. */
final class Pulls {

    private final GuardLimits limits;

    Pulls(GuardLimits limits) {
        this.limits = limits;
    }

    void check(@Nullable Object form, Place place) {
        if (!(form instanceof IPersistentVector) || !(form instanceof List<?> specs) || specs.isEmpty()) {
            throw place.invalid("a pull pattern is a vector of attributes");
        }
        for (Object spec : specs) {
            if (spec instanceof IPersistentMap && spec instanceof Map<?, ?> map) {
                map.forEach((attribute, inner) -> checkNested(attribute, inner, place));
            } else {
                checkAttribute(spec, place);
            }
        }
    }

    private void checkNested(@Nullable Object attribute, @Nullable Object inner, Place place) {
        checkAttribute(attribute, place);
        if (inner instanceof Number number) {
            checkCount(number, place);
        } else if (!Names.is(inner, "...")) {
            check(inner, place);
        }
    }

    private void checkAttribute(@Nullable Object spec, Place place) {
        if (spec instanceof Keyword || Names.is(spec, "*") || "*".equals(spec)) {
            return;
        }
        boolean sequence = spec instanceof IPersistentVector || Calls.isCall(spec);
        if (!sequence || !(spec instanceof List<?> items) || items.isEmpty()) {
            throw wrong(spec, place);
        }
        Object first = items.get(0);
        if (first instanceof Keyword) {
            checkOptions(items.subList(1, items.size()), place);
        } else if (isWord(first, "limit") && items.size() == 3 && items.get(1) instanceof Keyword) {
            checkOption("limit", items.get(2), place);
        } else if (isWord(first, "default") && items.size() == 3 && items.get(1) instanceof Keyword) {
            checkOption("default", items.get(2), place);
        } else {
            throw wrong(first, place);
        }
    }

    private void checkOptions(List<?> options, Place place) {
        if (options.size() % 2 != 0) {
            throw place.invalid("an attribute's options come in pairs");
        }
        for (int index = 0; index < options.size(); index += 2) {
            if (!(options.get(index) instanceof Keyword option) || option.getNamespace() != null) {
                throw wrong(options.get(index), place);
            }
            checkOption(option.getName(), options.get(index + 1), place);
        }
    }

    private void checkOption(String option, @Nullable Object value, Place place) {
        switch (option) {
            case "as", "default" -> Constants.check(value, place);
            case "limit" -> {
                if (value instanceof Number number) {
                    checkCount(number, place);
                } else if (value != null) {
                    throw wrong(value, place);
                }
            }
            case "xform" ->
                throw place.forbidden(
                        Names.text(value), ":xform (here " + Place.shown(value) + ") is not allowed in pull patterns");
            default -> throw place.forbidden(":" + option, ":" + option + " is not an option of pull patterns");
        }
    }

    private void checkCount(Number number, Place place) {
        if (!(number instanceof Long) || number.longValue() < 1 || number.longValue() > limits.count()) {
            throw place.invalid(number + " is not a whole number from 1 to " + limits.count());
        }
    }

    private static boolean isWord(@Nullable Object form, String word) {
        return Names.is(form, word) || word.equals(form);
    }

    private static ProblemException wrong(@Nullable Object form, Place place) {
        return place.forbidden(
                Names.text(form), Place.shown(form) + " is not an attribute, * or an option of a pull pattern");
    }
}
