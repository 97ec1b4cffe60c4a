package dendro.queryservice.format;

import clojure.lang.Keyword;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.edn.Edn;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.math.BigDecimal;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests in EDN as JSON, for those that are JSON by nature: instants, keywords and UUIDs become text. */
public final class EdnToJson {

    private static final JsonNodeFactory JSON = new JsonNodeFactory(true);

    private EdnToJson() {}

    /**
     * An EDN document as JSON.
     *
     * @param texts names of the members of the document itself that hold EDN and go as its text
     * @throws dendro.problem.ProblemException {@code request-invalid} for what JSON has nothing for
     */
    public static JsonNode json(Object form, Set<String> texts) {
        if (!(form instanceof Map<?, ?> map)) {
            return toJson(form);
        }
        ObjectNode object = JSON.objectNode();
        map.forEach((key, value) -> {
            String name = name(key);
            boolean text = texts.contains(name) && !(value instanceof String);
            object.set(name, text ? JSON.textNode(Edn.write(value)) : toJson(value));
        });
        return object;
    }

    private static JsonNode toJson(@Nullable Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        if (value instanceof Map<?, ?>) {
            return json(value, Set.of());
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JSON.arrayNode();
            list.forEach(member -> array.add(toJson(member)));
            return array;
        }
        if (value instanceof Boolean bool) {
            return JSON.booleanNode(bool);
        }
        if (value instanceof Long number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Double number) {
            return JSON.numberNode(number);
        }
        if (value instanceof BigDecimal number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Date date) {
            return JSON.textNode(date.toInstant().toString());
        }
        if (value instanceof String || value instanceof UUID || value instanceof Keyword) {
            return JSON.textNode(value.toString());
        }
        throw invalid("The value " + Edn.write(value) + " has no place in this request.");
    }

    private static String name(Object key) {
        if (key instanceof Keyword keyword) {
            return keyword.sym.toString();
        }
        if (key instanceof String text) {
            return text;
        }
        throw invalid("A key of a request is a keyword; " + Edn.write(key) + " is not.");
    }

    private static RuntimeException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
