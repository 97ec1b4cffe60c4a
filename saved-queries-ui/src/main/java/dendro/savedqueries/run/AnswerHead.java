package dendro.savedqueries.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What the query-service tells of an answer before its first row, in the headers.
 *
 * @param cursor resolved, if the answer has one
 * @param digest of all rows
 * @param rows of the whole answer
 * @param types of the columns
 * @param warnings what may keep the answer from being reproduced, in words
 */
record AnswerHead(
        Optional<JsonNode> cursor,
        Optional<String> digest,
        OptionalLong rows,
        List<String> types,
        List<String> warnings) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    AnswerHead {
        types = List.copyOf(types);
        warnings = List.copyOf(warnings);
    }

    /** Reads the headers; one that is not there, or that was too long, is absent. */
    static AnswerHead of(Function<String, Optional<String>> headers) {
        List<String> warnings = new ArrayList<>();
        headers.apply("Dendro-Warnings")
                .map(AnswerHead::json)
                .ifPresent(all -> all.forEach(warning -> warnings.add(warning.asText())));
        return new AnswerHead(
                headers.apply("Dendro-Cursor").map(AnswerHead::json).filter(JsonNode::isObject),
                headers.apply("Dendro-Digest"),
                headers.apply("Dendro-Row-Count")
                        .filter(text -> text.matches("[0-9]{1,18}"))
                        .map(text -> OptionalLong.of(Long.parseLong(text)))
                        .orElse(OptionalLong.empty()),
                headers.apply("Dendro-Types")
                        .filter(text -> !text.isEmpty())
                        .map(text -> List.of(text.split(",", -1)))
                        .orElse(List.of()),
                warnings);
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
