package dendro.procedure;

import clojure.lang.BigInt;
import clojure.lang.Ratio;
import datomic.Database;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a procedure takes at one place.
 *
 * @param name in kebab case
 * @param type of its values
 * @param documentation in words
 */
public record Parameter(String name, Type type, String documentation) {

    /** The kinds of values. */
    public enum Type {
        /** A whole number, given as {@link Long}. */
        WHOLE("a whole number"),
        /** A number without a rounding error, given as {@link BigDecimal}; a double as it is written. */
        DECIMAL("a number"),
        /** Given as {@link String}. */
        TEXT("a text"),
        /** Given as {@link Date}. */
        INSTANT("an instant"),
        /** Given as {@link Boolean}. */
        BOOLEAN("true or false"),
        /** A source symbol of the query, given as {@link Database}. */
        DATABASE("a database, such as $"),
        /** In a rule, what a clause of it takes at this place. */
        ANY("anything");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /** The kind, in words. */
        public String words() {
            return words;
        }

        /** A value of Datomic's as one of this kind; empty if it is none. */
        Optional<Object> read(@Nullable Object value) {
            return Optional.ofNullable(
                    switch (this) {
                        case WHOLE ->
                            value instanceof Long || value instanceof Integer
                                    ? (Object) ((Number) value).longValue()
                                    : null;
                        case DECIMAL -> value instanceof Number number ? decimal(number) : null;
                        case TEXT -> value instanceof String ? value : null;
                        case INSTANT -> value instanceof Date ? value : null;
                        case BOOLEAN -> value instanceof Boolean ? value : null;
                        case DATABASE -> value instanceof Database ? value : null;
                        case ANY -> value;
                    });
        }

        private static @Nullable BigDecimal decimal(Number number) {
            if (number instanceof BigDecimal exact) {
                return exact;
            }
            if (number instanceof BigInteger whole) {
                return new BigDecimal(whole);
            }
            if (number instanceof BigInt whole) {
                return new BigDecimal(whole.toBigInteger());
            }
            if (number instanceof Ratio) {
                return null;
            }
            if (number instanceof Double || number instanceof Float) {
                return Double.isFinite(number.doubleValue()) ? new BigDecimal(number.toString()) : null;
            }
            return BigDecimal.valueOf(number.longValue());
        }
    }
}
