package dendro.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.cursor.ResolvedCursor;
import dendro.features.EntityAt;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Score messages as JSON: {@code {"input": .., "output": .., "meta": ..}}. */
final class ScoreMessageJson {

    private ScoreMessageJson() {}

    static byte[] write(ScoreMessage message) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        EntityAt at = message.input().at();
        root.putObject("input")
                .put("id", at.id())
                .put("timestamp", at.timestamp().toString())
                .put("trigger", message.input().trigger());
        root.putObject("output").put("score", message.score());
        ScoreMessage.Meta meta = message.meta();
        ObjectNode metaNode = root.putObject("meta")
                .put("model", meta.model())
                .put("version", meta.version())
                .put("response-time", meta.responseTime());
        ObjectNode cursor = metaNode.putObject("cursor");
        meta.cursor().forEach(cursor::put);
        ObjectNode features =
                metaNode.putObject("features").put("digest", meta.features().digest());
        meta.features().values().ifPresent(values -> features.putObject("values")
                .setAll(values));
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    static ScoreMessage read(byte[] message) {
        JsonObject root = JsonObject.parse(message);
        JsonObject input = root.object("input");
        return new ScoreMessage(
                new TriggerMessage(input.text("trigger"), new EntityAt(input.name("id"), input.instant("timestamp"))),
                root.object("output").number("score"),
                meta(root.object("meta")));
    }

    private static ScoreMessage.Meta meta(JsonObject meta) {
        JsonObject features = meta.object("features");
        return new ScoreMessage.Meta(
                meta.text("model"),
                meta.text("version"),
                meta.number("response-time"),
                cursor(meta.object("cursor")),
                new FeaturesRead(
                        features.text("digest"),
                        features.optionalObject("values").map(ScoreMessageJson::values)));
    }

    private static ResolvedCursor cursor(JsonObject cursor) {
        SortedMap<String, Long> basis = new TreeMap<>();
        cursor.entries().forEachRemaining(entry -> basis.put(entry.getKey(), cursor.wholeNumber(entry.getKey())));
        return ResolvedCursor.of(basis);
    }

    private static SortedMap<String, JsonNode> values(JsonObject object) {
        SortedMap<String, JsonNode> values = new TreeMap<>();
        object.entries()
                .forEachRemaining((Map.Entry<String, JsonNode> entry) -> values.put(entry.getKey(), entry.getValue()));
        return values;
    }
}
