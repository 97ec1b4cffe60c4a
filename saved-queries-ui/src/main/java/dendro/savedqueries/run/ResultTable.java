package dendro.savedqueries.run;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer taken apart.
 *
 * @param columns names
 * @param types of the columns
 * @param rows each an array
 * @param warnings what may keep it from being reproduced
 */
record ResultTable(List<String> columns, List<String> types, List<JsonNode> rows, List<String> warnings) {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    ResultTable {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
        rows = List.copyOf(rows);
        warnings = List.copyOf(warnings);
    }

    /**
     * Takes an answer apart.
     *
     * @param mostBytes that it may hold
     * @throws ProblemException {@code too-large} if it holds more
     * @throws IOException if it breaks off
     */
    static ResultTable read(InputStream json, int mostBytes) throws IOException {
        byte[] bytes = json.readNBytes(mostBytes + 1);
        if (bytes.length > mostBytes) {
            throw new Problem(
                            ProblemType.TOO_LARGE,
                            "Results of more than " + mostBytes + " bytes are not compared row by row.")
                    .exception();
        }
        return of(MAPPER.readTree(new ByteArrayInputStream(bytes)));
    }

    static ResultTable of(JsonNode answer) {
        List<JsonNode> rows = new ArrayList<>();
        answer.path("rows").forEach(rows::add);
        return new ResultTable(
                texts(answer.path("columns")), texts(answer.path("types")), rows, texts(answer.path("warnings")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
