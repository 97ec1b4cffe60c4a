package dendro.asof;

import clojure.lang.BigInt;
import clojure.lang.Keyword;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Date;
import java.util.UUID;

/**
 * When two values join. The peer joins by Java's equality within a class (1.0M does not join 1.00M) but has exceptions between
 * classes (1 joins 1N, a keyword joins the entity it names), and what NaN and the negative zero join depends on how it reads the clause:
 * rows that meet those are left to it.
 */
final class Equality {

    private Equality() {}

    static boolean same(Object left, Object right) {
        if (left.getClass() != right.getClass()
                || !isPlain(left)
                || SameFact.isUnordered(left)
                || SameFact.isUnordered(right)) {
            throw new LeftToPeer();
        }
        return left.equals(right);
    }

    /** Whether equality within the value's class is Java's. */
    static boolean isPlain(Object value) {
        return value instanceof Long
                || value instanceof String
                || value instanceof Keyword
                || value instanceof Boolean
                || value instanceof Date
                || value instanceof UUID
                || value instanceof Double
                || value instanceof BigDecimal
                || value instanceof BigInt
                || value instanceof BigInteger
                || value instanceof Float
                || value instanceof URI;
    }
}
