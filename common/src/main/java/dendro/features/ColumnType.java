package dendro.features;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;

/**
 * The type of a feature column: which Java class its values have and how they travel as JSON
 * without losing a bit.
 */
public enum ColumnType {
    /** {@link Long}; entity ids too. */
    LONG,
    /** {@link Double}; a JSON number, or one of the strings NaN, Infinity, -Infinity. */
    DOUBLE,
    /** {@link BigDecimal}, whole numbers of any size too; a JSON string. */
    DECIMAL,
    /** {@link Boolean}. */
    BOOLEAN,
    /** {@link String}. */
    TEXT,
    /** {@link String} with its leading colon. */
    KEYWORD,
    /** {@link Instant}, in milliseconds; an ISO-8601 JSON string. */
    INSTANT,
    /** {@link UUID}; a JSON string. */
    UUID;

    /** The lower-case name used in JSON and feature sets. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The type with this {@linkplain #label() name}.
     *
     * @throws dendro.problem.ProblemException {@code feature-set-invalid} if there is none
     */
    public static ColumnType ofLabel(String label) {
        for (ColumnType type : values()) {
            if (type.label().equals(label)) {
                return type;
            }
        }
        throw new Problem(ProblemType.FEATURE_SET_INVALID, "There is no column type '" + label + "'.").exception();
    }

    /**
     * A value as Datomic returns it, as this type's Java class.
     *
     * @throws dendro.problem.ProblemException {@code feature-value-mistyped} if it is of another type
     */
    public Object fromDatomic(Object value) {
        switch (this) {
            case LONG -> {
                if (value instanceof Long) {
                    return value;
                }
                if (value instanceof Integer integer) {
                    return integer.longValue();
                }
            }
            case DOUBLE -> {
                if (value instanceof Double || value instanceof Float) {
                    return ((Number) value).doubleValue();
                }
            }
            case DECIMAL -> {
                if (value instanceof BigDecimal decimal) {
                    return decimal;
                }
                if (value instanceof BigInteger integer) {
                    return new BigDecimal(integer);
                }
                if (value instanceof clojure.lang.BigInt integer) {
                    return new BigDecimal(integer.toBigInteger());
                }
            }
            case BOOLEAN -> {
                if (value instanceof Boolean) {
                    return value;
                }
            }
            case TEXT -> {
                if (value instanceof String) {
                    return value;
                }
            }
            case KEYWORD -> {
                if (value instanceof clojure.lang.Keyword) {
                    return value.toString();
                }
            }
            case INSTANT -> {
                if (value instanceof Date date) {
                    return date.toInstant();
                }
            }
            case UUID -> {
                if (value instanceof UUID) {
                    return value;
                }
            }
        }
        throw mistyped(String.valueOf(value) + " (" + value.getClass().getSimpleName() + ")");
    }

    /** A value of this type as JSON. */
    public JsonNode toJson(Object value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (this) {
            case LONG -> json.numberNode((Long) value);
            case DOUBLE -> {
                double number = (Double) value;
                yield Double.isFinite(number) ? json.numberNode(number) : json.textNode(Double.toString(number));
            }
            case BOOLEAN -> json.booleanNode((Boolean) value);
            case DECIMAL, TEXT, KEYWORD, INSTANT, UUID -> json.textNode(value.toString());
        };
    }

    /**
     * The inverse of {@link #toJson}.
     *
     * @throws dendro.problem.ProblemException {@code feature-value-mistyped} if the JSON does not hold a value of this type
     */
    public Object fromJson(JsonNode node) {
        try {
            switch (this) {
                case LONG -> {
                    if (node.isIntegralNumber() && node.canConvertToLong()) {
                        return node.longValue();
                    }
                }
                case DOUBLE -> {
                    if (node.isNumber()) {
                        return node.doubleValue();
                    }
                    if (node.isTextual()) {
                        return Double.valueOf(node.textValue());
                    }
                }
                case BOOLEAN -> {
                    if (node.isBoolean()) {
                        return node.booleanValue();
                    }
                }
                case DECIMAL -> {
                    if (node.isTextual()) {
                        return new BigDecimal(node.textValue());
                    }
                }
                case TEXT, KEYWORD -> {
                    if (node.isTextual()) {
                        return node.textValue();
                    }
                }
                case INSTANT -> {
                    if (node.isTextual()) {
                        return Instant.parse(node.textValue());
                    }
                }
                case UUID -> {
                    if (node.isTextual()) {
                        return java.util.UUID.fromString(node.textValue());
                    }
                }
            }
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw mistyped(node.toString());
        }
        throw mistyped(node.toString());
    }

    private dendro.problem.ProblemException mistyped(String value) {
        return new Problem(ProblemType.FEATURE_VALUE_MISTYPED, value + " is not of the column's type, " + label() + ".")
                .exception();
    }
}
