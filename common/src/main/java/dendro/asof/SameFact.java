package dendro.asof;

import java.math.BigDecimal;
import java.util.Arrays;

/** When the index takes two values for one: it compares decimals by amount and arrays by content. */
final class SameFact {

    private SameFact() {}

    static boolean is(Object left, Object right) {
        if (left instanceof BigDecimal decimal && right instanceof BigDecimal other) {
            return decimal.compareTo(other) == 0;
        }
        if (left instanceof byte[] bytes && right instanceof byte[] other) {
            return Arrays.equals(bytes, other);
        }
        return left.equals(right);
    }
}
