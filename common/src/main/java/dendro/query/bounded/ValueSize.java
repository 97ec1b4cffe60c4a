package dendro.query.bounded;

import clojure.lang.BigInt;
import clojure.lang.Ratio;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large the values are that functions make. A value counts as often as it is held: a vector that holds the same
 * vector twice is small in memory, but not to whoever prints it.
 */
final class ValueSize {

    /** Characters of a text; items and characters of all that a collection holds. */
    static final int MOST = 100_000;

    /** Digits of a number, and of the exponent's size: {@code 1e500M} counts 500. */
    static final int DIGITS = 1_000;

    private static final int DEEPEST = 64;
    private static final double DIGITS_OF_A_BIT = 0.30103;

    private final String function;
    private long size;

    private ValueSize(String function) {
        this.function = function;
    }

    /** Refuses values that are too large together, before a function makes one of them. */
    static long together(String function, Collection<? extends @Nullable Object> values) {
        ValueSize sum = new ValueSize(function);
        for (Object value : values) {
            sum.add(value, 0);
        }
        return sum.size;
    }

    static void requireNoMoreThan(long size, String function) {
        if (size > MOST) {
            throw tooLarge(function, "of more than " + MOST + " characters or items");
        }
    }

    /** Refuses a number of too many digits. */
    static void requireFewDigits(@Nullable Object value, String function) {
        if (digits(value) > DIGITS) {
            throw tooLarge(function, "with a number of more than " + DIGITS + " digits");
        }
    }

    private void add(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw tooLarge(function, "that nests more than " + DEEPEST + " levels deep");
        }
        if (value instanceof CharSequence text) {
            grow(text.length());
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> {
                add(key, depth + 1);
                add(member, depth + 1);
            });
        } else if (value instanceof Collection<?> items) {
            for (Object item : items) {
                add(item, depth + 1);
            }
        } else {
            grow(digits(value));
        }
        grow(1);
    }

    private void grow(long by) {
        size += by;
        requireNoMoreThan(size, function);
    }

    /** Roughly; nought for what has a bounded size. */
    private static long digits(@Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return Math.max(decimal.precision(), Math.abs((long) decimal.scale()));
        }
        if (value instanceof BigInteger whole) {
            return digits(whole);
        }
        if (value instanceof BigInt whole) {
            return whole.bipart == null ? 0 : digits(whole.bipart);
        }
        if (value instanceof Ratio ratio) {
            return Math.max(digits(ratio.numerator), digits(ratio.denominator));
        }
        return 0;
    }

    private static long digits(BigInteger whole) {
        return (long) (whole.bitLength() * DIGITS_OF_A_BIT);
    }

    private static ProblemException tooLarge(String function, String of) {
        return new Problem(ProblemType.TOO_LARGE, "The function " + function + " would make a value " + of + ".")
                .with("name", function)
                .exception();
    }
}
