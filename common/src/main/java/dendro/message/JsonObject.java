package dendro.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.cursor.Instants;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object whose members are read strictly; every way in which they can be wrong becomes
 * {@code request-invalid} with a sentence that names the member by its path.
 *
 * @param path from the message's root, empty for the root itself
 * @param members as read
 */
record JsonObject(String path, ObjectNode members) {

    /** As large as a message can be by Kafka's defaults. */
    private static final int MAX_BYTES = 1 << 20;

    private static final int MAX_DEPTH = 64;

    private static final int MAX_DIGITS = 400;

    private static final int MAX_NAME = 1000;

    private static final ObjectReader STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_BYTES)
                            .maxStringLength(MAX_BYTES)
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_DIGITS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build()
            .readerFor(JsonNode.class);

    static JsonObject parse(byte[] message) {
        if (message.length > MAX_BYTES) {
            throw invalid("The message has " + message.length + " bytes; " + MAX_BYTES + " are allowed.");
        }
        if (!(tree(message) instanceof ObjectNode members)) {
            throw invalid("The message is not a JSON object.");
        }
        return new JsonObject("", members);
    }

    private static JsonNode tree(byte[] message) {
        try {
            return STRICT.readTree(message);
        } catch (JsonProcessingException e) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "The message is not JSON that can be read: " + e.getOriginalMessage() + ".")
                    .exception(e);
        } catch (IOException e) {
            throw new Problem(ProblemType.REQUEST_INVALID, "The message is not text in UTF-8: " + e.getMessage() + ".")
                    .exception(e);
        }
    }

    JsonObject object(String name) {
        if (member(name) instanceof ObjectNode object) {
            return new JsonObject(pathOf(name), object);
        }
        throw wrong(name, "an object");
    }

    Optional<JsonObject> optionalObject(String name) {
        return members.has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    String text(String name) {
        JsonNode value = member(name);
        if (!value.isTextual()) {
            throw wrong(name, "a string");
        }
        return value.textValue();
    }

    /** A text that names something: not blank, and short enough to be a key. */
    String name(String name) {
        String text = text(name);
        if (text.isBlank()) {
            throw invalid(quoted(name) + " of the message is blank.");
        }
        if (text.length() > MAX_NAME) {
            throw invalid(quoted(name) + " of the message is longer than " + MAX_NAME + " characters.");
        }
        return text;
    }

    Instant instant(String name) {
        return Instants.parse(text(name))
                .orElseThrow(() -> wrong(name, "an instant of the years 1 to 9999 such as 2014-11-15T13:37:42.108Z"));
    }

    double number(String name) {
        JsonNode value = member(name);
        if (!value.isNumber()) {
            throw wrong(name, "a number");
        }
        return value.doubleValue();
    }

    long wholeNumber(String name) {
        JsonNode value = member(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "a whole number");
        }
        return value.longValue();
    }

    Iterator<Map.Entry<String, JsonNode>> entries() {
        return members.properties().iterator();
    }

    private JsonNode member(String name) {
        JsonNode value = members.get(name);
        if (value == null) {
            throw invalid("The message lacks " + quoted(name) + ".");
        }
        return value;
    }

    private ProblemException wrong(String name, String wanted) {
        return invalid(quoted(name) + " of the message is not " + wanted + ".");
    }

    private String quoted(String name) {
        return "'" + pathOf(name) + "'";
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static ProblemException invalid(String sentence) {
        return new Problem(ProblemType.REQUEST_INVALID, sentence).exception();
    }
}
