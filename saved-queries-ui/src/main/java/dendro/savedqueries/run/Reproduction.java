package dendro.savedqueries.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A comparison, and whether an answer is the one that there was, as the page is shown them. */
final class Reproduction {

    private Reproduction() {}

    /**
     * What is told before the answer.
     *
     * @param reasons why it is another one; none if it is the same
     */
    static ObjectNode verdict(boolean identical, List<String> reasons, Optional<ObjectNode> difference) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("identical", identical);
        json.set("reasons", texts(reasons));
        json.set("difference", difference.<JsonNode>map(known -> known).orElse(NullNode.getInstance()));
        return json;
    }

    static ObjectNode comparison(ResultTable a, ResultTable b, int most) {
        Comparison comparison = Comparison.of(a.rows(), b.rows(), most);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("columns", texts(b.columns()));
        json.set("types", texts(b.types()));
        json.set("only-in-a", rows(comparison.onlyInA()));
        json.set("only-in-b", rows(comparison.onlyInB()));
        json.put("in-both", comparison.inBoth());
        json.put("truncated", comparison.truncated());
        return json;
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static ArrayNode rows(List<JsonNode> rows) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        array.addAll(rows);
        return array;
    }
}
