package dendro.asof;

import clojure.lang.Util;
import java.util.Arrays;

/**
 * When the index takes two values for one: it compares them as Clojure does, decimals by amount and the two zeros as
 * one, and arrays by content.
 */
final class SameFact {

    private SameFact() {}

    static boolean is(Object left, Object right) {
        if (left instanceof byte[] bytes && right instanceof byte[] other) {
            return Arrays.equals(bytes, other);
        }
        if (left instanceof Number || left instanceof Iterable<?>) {
            return Util.compare(left, right) == 0;
        }
        return left.equals(right);
    }

    /**
     * Whether a value is NaN, which the index finds equal to every number, or the negative zero, which the peer finds equal
     * to the other in some clauses and not in others, so that only the peer can follow it.
     */
    static boolean isUnordered(Object value) {
        return (value instanceof Double real && (real.isNaN() || real.equals(-0.0)))
                || (value instanceof Float single && (single.isNaN() || single.equals(-0.0f)));
    }
}
