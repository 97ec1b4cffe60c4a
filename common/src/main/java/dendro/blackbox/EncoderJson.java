package dendro.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;

/** Encoders as they are stored in a model's metadata. */
final class EncoderJson {

    private EncoderJson() {}

    static JsonNode write(Encoder encoder) {
        ArrayNode columns = JsonNodeFactory.instance.arrayNode();
        for (ColumnEncoding encoding : encoder.encodings()) {
            ObjectNode column = columns.addObject();
            column.put("name", encoding.column().name());
            column.put("type", encoding.column().type().label());
            if (!encoding.categories().isEmpty()) {
                encoding.categories().forEach(column.putArray("categories")::add);
            }
        }
        return columns;
    }

    static Encoder read(JsonNode json) {
        if (!json.isArray()) {
            throw damaged("it is not a list of columns");
        }
        List<ColumnEncoding> encodings = new ArrayList<>();
        for (JsonNode column : json) {
            encodings.add(encoding(column));
        }
        return new Encoder(encodings);
    }

    private static ColumnEncoding encoding(JsonNode json) {
        if (!json.path("name").isTextual() || !json.path("type").isTextual()) {
            throw damaged("a column lacks its name or its type: " + json);
        }
        Column column = new Column(
                json.path("name").textValue(),
                ColumnType.ofLabel(json.path("type").textValue()));
        return Encoder.encoding(column, categories(json));
    }

    private static List<String> categories(JsonNode json) {
        List<String> categories = new ArrayList<>();
        for (JsonNode category : json.path("categories")) {
            if (!category.isTextual()) {
                throw damaged("a category is not a text: " + category);
            }
            categories.add(category.textValue());
        }
        return categories;
    }

    private static ProblemException damaged(String reason) {
        return new Problem(ProblemType.MODEL_UNAVAILABLE, "The encoder is damaged: " + reason + ".").exception();
    }
}
