package dendro.queryservice.format;

import clojure.lang.BigInt;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * A column in Arrow. Decimals of one scale are decimals; of several scales, which an Arrow decimal would round off to
 * one, they are text. So are all kinds that Arrow has nothing for.
 *
 * @param field name, type and kind
 */
record ArrowColumn(Field field) {

    private static final int SMALL = 38;
    private static final int LARGE = 76;

    static ArrowColumn of(String name, ColumnKind kind, List<List<Object>> rows, int column) {
        ArrowType type =
                switch (kind) {
                    case LONG -> new ArrowType.Int(64, true);
                    case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
                    case BOOLEAN -> ArrowType.Bool.INSTANCE;
                    case INSTANT -> new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC");
                    case BYTES -> ArrowType.Binary.INSTANCE;
                    case DECIMAL, INTEGER -> decimals(rows, column);
                    case TEXT, KEYWORD, UUID, URI, EDN, NOTHING -> ArrowType.Utf8.INSTANCE;
                };
        return new ArrowColumn(
                new Field(name, new FieldType(true, type, null, Map.of("dendro.type", kind.label())), List.of()));
    }

    private static ArrowType decimals(List<List<Object>> rows, int column) {
        int digits = 0;
        @Nullable Integer scale = null;
        for (List<Object> row : rows) {
            Object value = row.get(column);
            if (value != null) {
                BigDecimal decimal = decimal(value);
                if (scale != null && scale != decimal.scale()) {
                    return ArrowType.Utf8.INSTANCE;
                }
                scale = decimal.scale();
                digits = Math.max(digits, decimal.precision());
            }
        }
        if (scale == null || scale < 0 || scale > SMALL || digits > LARGE) {
            return ArrowType.Utf8.INSTANCE;
        }
        boolean small = Math.max(digits, scale) <= SMALL;
        return new ArrowType.Decimal(small ? SMALL : LARGE, scale, small ? 128 : 256);
    }

    void fill(FieldVector vector, List<List<Object>> rows, int column) {
        vector.reset();
        for (int index = 0; index < rows.size(); index++) {
            Object value = rows.get(index).get(column);
            if (value != null) {
                set(vector, index, value);
            }
        }
        vector.setValueCount(rows.size());
    }

    private static void set(FieldVector vector, int index, Object value) {
        if (vector instanceof BigIntVector longs) {
            longs.setSafe(index, ((Number) value).longValue());
        } else if (vector instanceof Float8Vector doubles) {
            doubles.setSafe(index, ((Number) value).doubleValue());
        } else if (vector instanceof BitVector bits) {
            bits.setSafe(index, (Boolean) value ? 1 : 0);
        } else if (vector instanceof TimeStampMilliTZVector instants) {
            instants.setSafe(index, ((Date) value).getTime());
        } else if (vector instanceof VarBinaryVector bytes) {
            bytes.setSafe(index, (byte[]) value);
        } else if (vector instanceof DecimalVector decimals) {
            decimals.setSafe(index, decimal(value));
        } else if (vector instanceof Decimal256Vector decimals) {
            decimals.setSafe(index, decimal(value));
        } else {
            ((VarCharVector) vector)
                    .setSafe(index, text(vector.getField(), value).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String text(Field field, Object value) {
        return ColumnKind.EDN.label().equals(field.getMetadata().get("dendro.type"))
                ? EdnText.of(value)
                : value.toString();
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        return new BigDecimal(value instanceof BigInt integer ? integer.toBigInteger() : (BigInteger) value);
    }
}
