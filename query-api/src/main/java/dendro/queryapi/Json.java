package dendro.queryapi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dendro.cursor.Instants;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reading JSON trees with errors that name the member at fault. */
final class Json {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid("This is not JSON: " + e.getOriginalMessage());
        }
    }

    /** Refuses members that mean nothing: most often a misspelt one, whose default would be taken in silence. */
    static void only(JsonNode object, List<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw invalid("The request has a member '" + name + "' that means nothing; it may have "
                        + String.join(", ", known) + ".");
            }
        });
    }

    static JsonNode member(JsonNode object, String name) {
        JsonNode member = object.get(name);
        if (member == null || member.isNull()) {
            throw invalid("The member '" + name + "' is missing.");
        }
        return member;
    }

    static String text(JsonNode object, String name) {
        JsonNode member = member(object, name);
        if (!member.isTextual()) {
            throw invalid("The member '" + name + "' must be a string.");
        }
        return member.textValue();
    }

    static long number(JsonNode object, String name) {
        JsonNode member = member(object, name);
        if (!member.isIntegralNumber() || !member.canConvertToLong()) {
            throw invalid("The member '" + name + "' must be a whole number.");
        }
        return member.longValue();
    }

    /** The texts of an array; none if there is no such member. */
    static List<String> texts(JsonNode object, String name) {
        List<String> texts = new ArrayList<>();
        object.path(name).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static Instant instant(JsonNode object, String name) {
        String text = text(object, name);
        return Instants.parse(text)
                .orElseThrow(() -> invalid("The member '" + name
                        + "' must be an instant such as 2014-11-15T13:37:42.108Z, not '" + text + "'."));
    }

    static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
