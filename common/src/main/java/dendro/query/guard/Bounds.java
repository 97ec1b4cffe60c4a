package dendro.query.guard;

import clojure.lang.APersistentMap;
import clojure.lang.APersistentSet;
import clojure.lang.APersistentVector;
import clojure.lang.BigInt;
import clojure.lang.IObj;
import clojure.lang.IPersistentList;
import clojure.lang.IPersistentMap;
import clojure.lang.Keyword;
import clojure.lang.Ratio;
import clojure.lang.Symbol;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The first look at a form: only values that EDN has, none too large, nested no deeper than the walks that follow can
 * recurse. It keeps its own stack, so it has no depth of its own to overflow.
 */
final class Bounds {

    private final GuardLimits limits;

    Bounds(GuardLimits limits) {
        this.limits = limits;
    }

    void check(@Nullable Object form, String what) {
        Deque<Level> open = new ArrayDeque<>();
        open.push(new Level(form, 1));
        int forms = 0;
        while (!open.isEmpty()) {
            Level level = open.pop();
            if (++forms > limits.forms()) {
                throw invalid(what + " holds more than " + limits.forms() + " forms");
            }
            if (level.depth > limits.depth()) {
                throw invalid(what + " nests more than " + limits.depth() + " levels deep");
            }
            checkMetadata(level.form, what);
            for (Object child : children(level.form, what)) {
                open.push(new Level(child, level.depth + 1));
            }
        }
    }

    /** A null child stands for nil, so a list that may hold nulls. */
    private Collection<?> children(@Nullable Object form, String what) {
        if (form instanceof APersistentVector vector) {
            return bounded(vector.size(), (List<?>) vector, what);
        } else if (form instanceof IPersistentList list && form instanceof List<?> items) {
            return bounded(list.count(), items, what);
        } else if (form instanceof APersistentSet set) {
            return bounded(set.size(), (Collection<?>) set, what);
        } else if (form instanceof APersistentMap map) {
            return bounded(2 * map.size(), entries(map), what);
        }
        checkScalar(form, what);
        return List.of();
    }

    private Collection<?> bounded(int size, Collection<?> items, String what) {
        if (size > limits.forms()) {
            throw invalid(what + " holds more than " + limits.forms() + " forms");
        }
        return items;
    }

    private static Collection<?> entries(Map<?, ?> map) {
        List<Object> entries = new ArrayList<>();
        map.forEach((key, value) -> {
            entries.add(key);
            entries.add(value);
        });
        return entries;
    }

    private void checkScalar(@Nullable Object form, String what) {
        if (form == null
                || form instanceof Boolean
                || form instanceof Character
                || form instanceof Date
                || form instanceof UUID) {
            return;
        }
        if (form instanceof String || form instanceof Symbol || form instanceof Keyword) {
            if (form.toString().length() > limits.text()) {
                throw invalid(what + " holds a text of more than " + limits.text() + " characters");
            }
        } else if (form instanceof Number number) {
            checkNumber(number, what);
        } else {
            throw invalid(what + " holds a value of " + form.getClass() + ", which is not data");
        }
    }

    private void checkNumber(Number number, String what) {
        boolean known;
        long digits;
        if (number instanceof BigDecimal decimal) {
            known = true;
            digits = Math.max(decimal.precision(), Math.abs((long) decimal.scale()));
        } else if (number instanceof BigInteger whole) {
            known = true;
            digits = digits(whole);
        } else if (number instanceof BigInt whole) {
            known = true;
            digits = digits(whole.toBigInteger());
        } else if (number instanceof Ratio ratio) {
            known = true;
            digits = Math.max(digits(ratio.numerator), digits(ratio.denominator));
        } else {
            known = number instanceof Long || number instanceof Integer || number instanceof Double;
            digits = 0;
        }
        if (!known || digits > limits.digits()) {
            throw invalid(what + " holds a number of more than " + limits.digits() + " digits");
        }
    }

    private static long digits(BigInteger whole) {
        return (long) (whole.bitLength() * 0.30103) + 1;
    }

    /** Readers may note lines; anything else would reach the compiler, which evaluates metadata. */
    private static void checkMetadata(@Nullable Object form, String what) {
        if (form instanceof IObj object) {
            IPersistentMap metadata = object.meta();
            if (metadata != null && metadata.count() > 0) {
                throw invalid(what + " holds metadata, which queries may not have");
            }
        }
    }

    private static ProblemException invalid(String sentence) {
        return new Problem(ProblemType.QUERY_INVALID, sentence + ".").exception();
    }

    private static final class Level {
        private final @Nullable Object form;
        private final int depth;

        Level(@Nullable Object form, int depth) {
            this.form = form;
            this.depth = depth;
        }
    }
}
