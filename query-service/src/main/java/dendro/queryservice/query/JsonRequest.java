package dendro.queryservice.query;

import clojure.lang.PersistentVector;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dendro.edn.Edn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a query's request in JSON: strings, longs, booleans, maps and, for
 * {@code args} and tuples, what Datomic takes. */
final class JsonRequest {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonRequest() {}

    static Map<String, Object> members(String text) {
        JsonNode json = tree(text);
        if (!json.isObject()) {
            throw QueryCall.invalid("The body must be a JSON object with the member 'query'.");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        json.properties().forEach(member -> {
            if (!member.getValue().isNull()) {
                members.put(member.getKey(), member(member.getKey(), member.getValue()));
            }
        });
        return members;
    }

    private static Object member(String name, JsonNode value) {
        if (name.equals("args") && value.isArray()) {
            return arguments(value);
        }
        return name.equals("sources") && value.isObject() ? sources(value) : plain(value);
    }

    private static Map<String, Object> sources(JsonNode json) {
        Map<String, Object> sources = new LinkedHashMap<>();
        json.properties().forEach(source -> {
            boolean whole = source.getValue().isObject();
            sources.put(source.getKey(), whole ? source(source.getValue()) : plain(source.getValue()));
        });
        return sources;
    }

    private static Map<String, @Nullable Object> source(JsonNode json) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        json.properties().forEach(member -> {
            JsonNode value = member.getValue();
            boolean tuples = member.getKey().equals("tuples") && value.isArray();
            members.put(member.getKey(), value.isNull() ? null : tuples ? arguments(value) : plain(value));
        });
        return members;
    }

    private static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw QueryCall.invalid("The body is not JSON: " + e.getOriginalMessage() + ".");
        }
    }

    private static Object plain(JsonNode json) {
        if (json.isTextual()) {
            return json.textValue();
        }
        if (json.isIntegralNumber() && json.canConvertToLong()) {
            return json.longValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            json.properties().forEach(member -> map.put(member.getKey(), plain(member.getValue())));
            return map;
        }
        return json;
    }

    private static List<Object> arguments(JsonNode array) {
        List<Object> values = new ArrayList<>();
        array.forEach(value -> values.add(argument(value)));
        return values;
    }

    private static Object argument(JsonNode json) {
        if (json.isTextual()) {
            return json.textValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isIntegralNumber()) {
            return json.canConvertToLong() ? (Object) json.longValue() : json.bigIntegerValue();
        }
        if (json.isNumber()) {
            if (Double.isInfinite(json.doubleValue())) {
                throw QueryCall.invalid("The number " + json.asText()
                        + " of an argument is larger than a double can be; give it as {\"edn\": \"…M\"}.");
            }
            return json.doubleValue();
        }
        if (json.isArray()) {
            return PersistentVector.create(arguments(json));
        }
        if (json.isObject() && json.size() == 1 && json.path("edn").isTextual()) {
            return Edn.read(json.get("edn").textValue());
        }
        throw QueryCall.invalid(
                "An argument is a string, a number, a boolean, an array or {\"edn\": \"…\"}; " + json + " is not.");
    }
}
