package dendro.savedqueries.savedquery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What is run, and how it is drawn.
 *
 * @param text Datalog
 * @param parameters what is declared of its inputs, in their order: an array of {@code {name, type, default, …}}
 * @param chart how the page draws the answer
 * @param procedures whose rules go with the text
 * @param sources as the query-service takes them
 */
public record Content(
        String text,
        JsonNode parameters,
        Optional<JsonNode> chart,
        List<ProcedureUse> procedures,
        Optional<JsonNode> sources) {

    public Content {
        procedures = List.copyOf(procedures);
    }
}
