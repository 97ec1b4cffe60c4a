package dendro.query;

import clojure.lang.BigInt;
import clojure.lang.Keyword;
import clojure.lang.Ratio;
import clojure.lang.Symbol;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Comparator;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order of rows by their values, column by column, so that the same answer is listed the same way each time and a
 * limit cuts it at the same place. Values are ordered by kind first; numbers of all types by their value.
 */
final class RowOrder implements Comparator<List<Object>> {

    @Override
    public int compare(List<Object> left, List<Object> right) {
        return compareLists(left, right);
    }

    private static int compareLists(List<?> left, List<?> right) {
        Iterator<?> others = right.iterator();
        for (Object value : left) {
            if (!others.hasNext()) {
                return 1;
            }
            int order = compareValues(value, others.next());
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    private static int compareValues(@Nullable Object left, @Nullable Object right) {
        Kind kind = Kind.of(left);
        int kinds = kind.compareTo(Kind.of(right));
        if (kinds != 0 || left == null || right == null) {
            return kinds;
        }
        return switch (kind) {
            case NOTHING -> 0;
            case NUMBER -> compareNumbers((Number) left, (Number) right);
            case LIST -> compareLists((List<?>) left, (List<?>) right);
            case BOOLEAN -> ((Boolean) left).compareTo((Boolean) right);
            case TEXT -> left.toString().compareTo(right.toString());
            case KEYWORD -> ((Keyword) left).compareTo(right);
            case SYMBOL -> ((Symbol) left).compareTo(right);
            case INSTANT -> ((Date) left).compareTo((Date) right);
            case UUID -> ((UUID) left).compareTo((UUID) right);
            case OTHER -> RowDigest.canonical(left).compareTo(RowDigest.canonical(right));
        };
    }

    private static int compareNumbers(Number left, Number right) {
        // Infinities and NaN have no decimal; they stand around the finite numbers as among doubles.
        int around = Integer.compare(aroundFinite(left), aroundFinite(right));
        if (around != 0 || aroundFinite(left) != 0) {
            return around;
        }
        int values = decimal(left).compareTo(decimal(right));
        return values != 0
                ? values
                : left.getClass().getName().compareTo(right.getClass().getName());
    }

    private static int aroundFinite(Number number) {
        if (!(number instanceof Double || number instanceof Float) || Double.isFinite(number.doubleValue())) {
            return 0;
        }
        if (Double.isNaN(number.doubleValue())) {
            return 2;
        }
        return number.doubleValue() < 0 ? -1 : 1;
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (number instanceof BigInt integer) {
            return new BigDecimal(integer.toBigInteger());
        }
        if (number instanceof Ratio ratio) {
            return ratio.decimalValue(MathContext.DECIMAL128);
        }
        return number instanceof Double || number instanceof Float
                ? new BigDecimal(number.doubleValue())
                : BigDecimal.valueOf(number.longValue());
    }

    private enum Kind {
        NOTHING,
        BOOLEAN,
        NUMBER,
        TEXT,
        KEYWORD,
        SYMBOL,
        INSTANT,
        UUID,
        LIST,
        OTHER;

        static Kind of(@Nullable Object value) {
            if (value == null) {
                return NOTHING;
            }
            if (value instanceof Boolean) {
                return BOOLEAN;
            }
            if (value instanceof Number) {
                return NUMBER;
            }
            if (value instanceof String || value instanceof Character) {
                return TEXT;
            }
            if (value instanceof Keyword) {
                return KEYWORD;
            }
            if (value instanceof Symbol) {
                return SYMBOL;
            }
            if (value instanceof Date) {
                return INSTANT;
            }
            if (value instanceof java.util.UUID) {
                return UUID;
            }
            return value instanceof List<?> ? LIST : OTHER;
        }
    }
}
