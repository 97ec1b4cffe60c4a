package dendro.queryservice.query;

import clojure.lang.Keyword;
import clojure.lang.Symbol;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as Datomic returns them, as JSON: numbers exactly, keywords with their colon, instants in ISO-8601, maps
 * with keyword keys without the colon ({@code "customer/id"}).
 */
public final class ValueJson {

    private static final JsonNodeFactory JSON = new JsonNodeFactory(true);

    private ValueJson() {}

    /** One value. */
    public static JsonNode of(@Nullable Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        if (value instanceof Boolean bool) {
            return JSON.booleanNode(bool);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Date date) {
            return JSON.textNode(date.toInstant().toString());
        }
        if (value instanceof byte[] bytes) {
            return JSON.binaryNode(bytes);
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.objectNode();
            map.forEach((key, member) -> object.set(key(key), of(member)));
            return object;
        }
        if (value instanceof Collection<?> collection) {
            return array(collection);
        }
        return JSON.textNode(value.toString());
    }

    /** A row, or any other sequence of values. */
    static ArrayNode array(Collection<?> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(value -> array.add(of(value)));
        return array;
    }

    /** Rows. */
    static ArrayNode rows(List<List<Object>> rows) {
        ArrayNode array = JSON.arrayNode();
        rows.forEach(row -> array.add(array(row)));
        return array;
    }

    private static JsonNode number(Number number) {
        if (number instanceof BigDecimal decimal) {
            return JSON.numberNode(decimal);
        }
        if (number instanceof BigInteger integer) {
            return JSON.numberNode(integer);
        }
        if (number instanceof clojure.lang.BigInt integer) {
            return JSON.numberNode(integer.toBigInteger());
        }
        if (number instanceof Double || number instanceof Float) {
            double real = number.doubleValue();
            return Double.isFinite(real) ? JSON.numberNode(real) : JSON.textNode(Double.toString(real));
        }
        if (number instanceof clojure.lang.Ratio ratio) {
            return JSON.textNode(ratio.toString());
        }
        return JSON.numberNode(number.longValue());
    }

    private static String key(Object key) {
        return key instanceof Keyword keyword
                ? keyword.sym.toString()
                : key instanceof Symbol ? key.toString() : String.valueOf(key);
    }
}
