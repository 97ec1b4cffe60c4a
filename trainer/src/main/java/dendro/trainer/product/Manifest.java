package dendro.trainer.product;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.features.Column;
import dendro.features.FeatureSet;
import dendro.features.Label;
import dendro.training.TrainingRange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is told of a training set beside its files. The same feature set, range, cursor and sampling give the same digest,
 * whenever and wherever it is built.
 *
 * @param featureSet what the rows are
 * @param text of its file, as written
 * @param range of the rows
 * @param cursor labels known at this instant are in it, later ones are not
 * @param sampling of the entities
 * @param tally what was counted
 * @param schema of the files
 * @param files by name, with their size in bytes
 */
record Manifest(
        FeatureSet featureSet,
        String text,
        TrainingRange range,
        Instant cursor,
        Sampling sampling,
        ShardTally tally,
        ParquetSchema schema,
        Map<String, Long> files) {

    static final String FILE = "manifest.json";

    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As JSON with kebab-case keys. */
    byte[] json() {
        ObjectNode json = JSON.createObjectNode().put("format", FORMAT);
        json.putObject("feature-set")
                .put("name", featureSet.name())
                .put("hash", featureSet.hash())
                .put("text", text);
        json.put("from", range.from().toString()).put("to", range.to().toString());
        ObjectNode at = json.putObject("cursor").put("as-of", cursor.toString());
        tally.basis().forEach(at.putObject("basis")::put);
        if (!sampling.isEverything()) {
            json.putObject("sampling").put("share", sampling.share()).put("seed", sampling.seed());
        }
        json.put("digest", tally.digest());
        json.put("rows", tally.rows());
        json.put("earliest", tally.earliest().toString());
        json.put("latest", tally.latest().toString());
        columns(json.putArray("columns"));
        ObjectNode label = json.putObject("label");
        featureSet.label().map(Label::horizon).ifPresent(horizon -> label.put("horizon", horizon.toString()));
        label.put("known", tally.labelled())
                .put("missing", tally.rows() - tally.labelled())
                .put("positive", tally.positive());
        tally.warnings().forEach(json.putArray("warnings")::add);
        json.put("shards", tally.sizes().shards().size());
        ArrayNode written = json.putArray("files");
        files.forEach((name, bytes) -> written.addObject().put("name", name).put("bytes", bytes));
        try {
            return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON can be written.", e);
        }
    }

    private void columns(ArrayNode json) {
        List<Column> columns = tally.columns();
        for (int index = 0; index < columns.size(); index++) {
            Column column = columns.get(index);
            json.addObject()
                    .put("name", column.name())
                    .put("type", column.type().label())
                    .put("parquet", schema.typeName(column.name()))
                    .put("rows", tally.rows() - tally.missing(index))
                    .put("missing", tally.missing(index));
        }
    }
}
