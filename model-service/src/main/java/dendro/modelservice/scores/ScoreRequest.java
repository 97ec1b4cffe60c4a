package dendro.modelservice.scores;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dendro.cursor.Instants;
import dendro.features.EntityAt;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Who is to be scored, and how.
 *
 * @param at the entity, and as of when
 * @param model its name, if the request says one
 * @param alias whose version scores
 * @param explain whether to say where the score comes from
 */
record ScoreRequest(EntityAt at, Optional<String> model, Optional<String> alias, boolean explain) {

    private static final List<String> MEMBERS = List.of("id", "timestamp", "model", "alias", "explain");
    private static final int MAX_NAME = 1000;

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * The request in a body.
     *
     * @param now what a request without a timestamp means
     * @throws ProblemException {@code request-invalid} with a sentence that names what is wrong
     */
    static ScoreRequest parse(byte[] body, Instant now) {
        JsonNode json = tree(body);
        if (!json.isObject()) {
            throw invalid("The request is not a JSON object such as {\"id\": \"pur-108\"}.");
        }
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!MEMBERS.contains(name)) {
                throw invalid("The request has a member '" + name + "' that means nothing; it may have "
                        + String.join(", ", MEMBERS) + ".");
            }
        }
        String id = text(json, "id").orElseThrow(() -> invalid("The member 'id' is missing."));
        Instant timestamp = text(json, "timestamp")
                .map(text -> Instants.parse(text)
                        .orElseThrow(() ->
                                invalid("The member 'timestamp' is not an instant such as 2014-11-15T13:37:42.108Z.")))
                .orElseGet(() -> Instant.ofEpochMilli(now.toEpochMilli()));
        return new ScoreRequest(
                new EntityAt(id, timestamp), text(json, "model"), text(json, "alias"), flag(json, "explain"));
    }

    private static JsonNode tree(byte[] body) {
        try {
            return STRICT.readTree(body);
        } catch (JsonProcessingException e) {
            throw invalid("The request is not JSON that can be read: " + e.getOriginalMessage() + ".");
        } catch (IOException e) {
            throw invalid("The request is not text in UTF-8: " + e.getMessage() + ".");
        }
    }

    private static Optional<String> text(JsonNode json, String name) {
        if (!json.has(name)) {
            return Optional.empty();
        }
        String text = json.path(name).isTextual() ? json.path(name).textValue() : "";
        if (text.isBlank() || text.length() > MAX_NAME) {
            throw invalid("The member '" + name + "' must be a string of 1 to " + MAX_NAME + " characters.");
        }
        return Optional.of(text);
    }

    private static boolean flag(JsonNode json, String name) {
        if (json.has(name) && !json.path(name).isBoolean()) {
            throw invalid("The member '" + name + "' must be true or false.");
        }
        return json.path(name).asBoolean(false);
    }

    private static ProblemException invalid(String sentence) {
        return new Problem(ProblemType.REQUEST_INVALID, sentence).exception();
    }
}
