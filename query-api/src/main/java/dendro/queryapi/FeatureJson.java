package dendro.queryapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.cursor.ResolvedCursor;
import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Feature rows as JSON: {@code {"id", "timestamp", "values": {column: value}, "cursor": {database: t}}}, or in place
 * of values and cursor a {@code "problem"}. A missing column is left out.
 */
public final class FeatureJson {

    private FeatureJson() {}

    static ArrayNode columns(List<Column> columns) {
        ArrayNode json = Json.MAPPER.createArrayNode();
        for (Column column : columns) {
            json.addObject()
                    .put("name", column.name())
                    .put("type", column.type().label());
        }
        return json;
    }

    static List<Column> columns(JsonNode json) {
        List<Column> columns = new ArrayList<>();
        for (JsonNode column : json) {
            columns.add(new Column(Json.text(column, "name"), ColumnType.ofLabel(Json.text(column, "type"))));
        }
        return columns;
    }

    static ObjectNode outcome(List<Column> columns, FeatureOutcome outcome) {
        ObjectNode json = at(outcome.at());
        if (outcome instanceof FeatureOutcome.Row row) {
            json.set("values", values(columns, row.values()));
            json.set("cursor", cursor(row.cursor()));
        } else {
            json.set("problem", ProblemJson.write(((FeatureOutcome.Failed) outcome).problem()));
        }
        return json;
    }

    static FeatureOutcome outcome(List<Column> columns, JsonNode json) {
        EntityAt at = at(json);
        if (json.has("problem")) {
            return new FeatureOutcome.Failed(at, ProblemJson.read(json.get("problem")));
        }
        return new FeatureOutcome.Row(
                at, values(columns, Json.member(json, "values")), cursor(Json.member(json, "cursor")));
    }

    static ObjectNode at(EntityAt at) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", at.id())
                .put("timestamp", at.timestamp().toString());
    }

    static EntityAt at(JsonNode json) {
        return new EntityAt(Json.text(json, "id"), Json.instant(json, "timestamp"));
    }

    /** Values by column name; missing ones are left out. */
    public static ObjectNode values(List<Column> columns, FeatureValues values) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        for (int index = 0; index < columns.size(); index++) {
            Column column = columns.get(index);
            values.value(index)
                    .ifPresent(value -> json.set(column.name(), column.type().toJson(value)));
        }
        return json;
    }

    /**
     * The inverse of {@link #values(List, FeatureValues)}.
     *
     * @throws dendro.problem.ProblemException {@code feature-value-mistyped} if a value is not of its column's type
     */
    public static FeatureValues values(List<Column> columns, JsonNode json) {
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (Column column : columns) {
            JsonNode value = json.get(column.name());
            values.add(value == null || value.isNull() ? null : column.type().fromJson(value));
        }
        return FeatureValues.of(values);
    }

    /** A cursor as {@code {database: t}}. */
    public static ObjectNode cursor(ResolvedCursor cursor) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        cursor.forEach(json::put);
        return json;
    }

    /** The inverse of {@link #cursor(ResolvedCursor)}. */
    public static ResolvedCursor cursor(JsonNode json) {
        Map<String, Long> basis = new TreeMap<>();
        json.fieldNames().forEachRemaining(database -> basis.put(database, Json.number(json, database)));
        return ResolvedCursor.of(basis);
    }
}
