package dendro.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.consistency.Consistency;
import dendro.demo.scores.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The figures of an unattended run.
 *
 * @param sent purchases sent to Kafka
 * @param tally what came back
 * @param training what the trainer says of its training: {@code training-rows}, {@code shards}, {@code auc},
 *     {@code auc-of-todays-values}
 * @param consistency of the features that scoring used with those of the training path, counted in values
 * @param seconds by name of step
 * @param versions by name of library
 */
record Summary(
        long sent,
        Tally tally,
        JsonNode training,
        Consistency consistency,
        Map<String, Double> seconds,
        Map<String, String> versions) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** As JSON. */
    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("purchases-sent", sent);
        json.put("purchases-scored", tally.scored());
        json.put("distinct-ids", tally.distinct());
        json.put("dead-letters", tally.deadLetters());
        for (String figure : new String[] {"training-rows", "shards", "auc", "auc-of-todays-values"}) {
            json.set(figure, training.path(figure));
        }
        json.putObject("consistency")
                .put("compared", consistency.values().compared())
                .put(
                        "mismatching",
                        consistency.values().mismatching() + consistency.rows().digests())
                .put("missing", consistency.values().missing())
                .put("extra", consistency.values().extra());
        seconds.forEach(json.putObject("seconds")::put);
        versions.forEach(json.putObject("versions")::put);
        return json;
    }

    /** Writes it to a file. */
    void write(Path file) {
        try {
            Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json()));
        } catch (IOException e) {
            throw new UncheckedIOException("The summary cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }
}
