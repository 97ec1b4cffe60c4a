package dendro.queryapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.cursor.Instants;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Instant;

/** Reading JSON trees with errors that name the member at fault. */
final class Json {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid("This is not JSON: " + e.getOriginalMessage());
        }
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
