package dendro.asof;

import clojure.lang.BigInt;
import clojure.lang.IFn;
import clojure.lang.RT;
import clojure.lang.Symbol;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The aggregates of {@code :find}: the peer's own functions, with short ways for counts and for longs.
 *
 * <p>The peer hands them a set's values in no fixed order, which changes between two runs of one query. Where the order
 * can decide the answer, because sums of floating-point numbers are rounded at each step, values are taken in ascending
 * order, so that the answer is always the same and at most differs from one of the peer's by rounding. Where it can
 * decide between an answer and an overflow, or between two equal decimals of different scale, the row is left to the
 * peer.
 */
enum Aggregation {
    COUNT,
    COUNT_DISTINCT,
    SUM,
    AVG,
    MIN,
    MAX,
    MEDIAN,
    VARIANCE,
    STDDEV;

    static {
        RT.var("clojure.core", "require").invoke(Symbol.intern("datomic.aggregation"));
    }

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    static Optional<Aggregation> named(String label) {
        for (Aggregation aggregation : values()) {
            if (aggregation.label.equals(label)) {
                return Optional.of(aggregation);
            }
        }
        return Optional.empty();
    }

    private IFn function() {
        return RT.var("datomic.aggregation", label);
    }

    /** The aggregate of at least one value. */
    Object of(List<Object> values) {
        try {
            return switch (this) {
                case COUNT -> (long) values.size();
                case COUNT_DISTINCT -> distinct(values);
                case SUM ->
                    allLongs(values) ? (Object) longSum(values) : function().invoke(inOrder(values));
                case AVG ->
                    allLongs(values)
                            ? (Object) ((double) longSum(values) / values.size())
                            : function().invoke(inOrder(values));
                case MIN, MAX -> allLongs(values) ? longExtreme(values) : extreme(values);
                case MEDIAN -> function().invoke(withoutTies(inOrder(values)));
                case VARIANCE, STDDEV -> function().invoke(inOrder(withoutOverflow(values)));
            };
        } catch (Exception e) {
            throw new LeftToPeer();
        }
    }

    private Object distinct(List<Object> values) {
        for (Object value : values) {
            if ((value instanceof Number && !(value instanceof Long)) || !Equality.isPlain(value)) {
                return ((Number) function().invoke(values)).longValue();
            }
        }
        return (long) new HashSet<>(values).size();
    }

    private static boolean allLongs(List<Object> values) {
        for (Object value : values) {
            if (!(value instanceof Long)) {
                return false;
            }
        }
        return true;
    }

    /** In no order may a part of the sum overflow, so the amounts are added up, too. */
    private static long longSum(List<Object> values) {
        long sum = 0;
        long amounts = 0;
        for (Object value : values) {
            long number = (Long) value;
            sum += number;
            amounts = Math.addExact(amounts, Math.absExact(number));
        }
        return sum;
    }

    private static List<Object> withoutOverflow(List<Object> values) {
        if (allLongs(values)) {
            var unused = longSum(values);
        }
        return values;
    }

    private Object longExtreme(List<Object> values) {
        long best = (Long) values.get(0);
        for (Object value : values) {
            best = this == MIN ? Math.min(best, (Long) value) : Math.max(best, (Long) value);
        }
        return best;
    }

    private Object extreme(List<Object> values) {
        Object best = function().invoke(values);
        for (Object value : values) {
            if (isUnordered(value) || isTied(value, best)) {
                throw new LeftToPeer();
            }
        }
        return best;
    }

    /** Of two equal decimals of different scale either could be the one in the middle. */
    private static List<Object> withoutTies(List<Object> sorted) {
        for (int index = 1; index < sorted.size(); index++) {
            if (isTied(sorted.get(index - 1), sorted.get(index))) {
                throw new LeftToPeer();
            }
        }
        return sorted;
    }

    private static boolean isTied(Object value, Object best) {
        return value instanceof BigDecimal decimal
                && best instanceof BigDecimal other
                && decimal.compareTo(other) == 0
                && decimal.scale() != other.scale();
    }

    /** NaN is neither less nor greater, and the two zeros are equal and differ. */
    private static boolean isUnordered(Object value) {
        return (value instanceof Double || value instanceof Float)
                && (Double.isNaN(((Number) value).doubleValue()) || ((Number) value).doubleValue() == 0);
    }

    private static List<Object> inOrder(List<Object> values) {
        List<Object> sorted = new ArrayList<>(values);
        if (values.get(0) instanceof Double || values.get(0) instanceof Float) {
            sorted.sort((left, right) -> Double.compare(((Number) left).doubleValue(), ((Number) right).doubleValue()));
        } else if (values.get(0) instanceof Long) {
            sorted.sort((left, right) -> Long.compare((Long) left, (Long) right));
        } else if (values.get(0) instanceof BigDecimal) {
            sorted.sort((left, right) -> ((BigDecimal) left).compareTo((BigDecimal) right));
        } else if (values.get(0) instanceof BigInt) {
            sorted.sort((left, right) -> ((BigInt) left).toBigInteger().compareTo(((BigInt) right).toBigInteger()));
        }
        return sorted;
    }
}
