package dendro.savedqueries.savedquery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON as it stands in the database: text, with all digits of its numbers. */
final class StoredJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private StoredJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("It came as JSON and is none any more.", e);
        }
    }

    static @Nullable String write(Optional<JsonNode> json) {
        return json.map(JsonNode::toString).orElse(null);
    }

    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw damaged(text, e);
        }
    }

    static List<String> texts(String text) {
        return read(text, new TypeReference<List<String>>() {});
    }

    static List<ProcedureUse> uses(String text) {
        return read(text, new TypeReference<List<ProcedureUse>>() {});
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw damaged(text, e);
        }
    }

    private static IllegalStateException damaged(String text, Exception cause) {
        return new IllegalStateException("The database holds what is not the JSON that was kept: " + text, cause);
    }
}
