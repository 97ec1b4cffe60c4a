package dendro.trainer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.model.TrainingRows;
import dendro.trainer.evaluation.Figures;
import dendro.trainer.evaluation.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What {@code --summary} writes.
 *
 * @param model its name
 * @param version its number
 * @param publication what was published
 * @param shards how many
 * @param took from start to publication
 */
record TrainingSummary(String model, int version, Publication publication, int shards, Duration took) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Writes the summary as JSON with kebab-case keys.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    void write(Path file) {
        try {
            Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json()));
        } catch (IOException e) {
            throw new UncheckedIOException("The summary could not be written to " + file + ": " + e, e);
        }
    }

    private ObjectNode json() {
        TrainingRows rows = publication.rows();
        ObjectNode json = JSON.createObjectNode();
        json.put("model", model);
        json.put("version", version);
        json.put("kind", publication.result().model().kind().slug());
        json.put("training-rows", rows.labelled());
        json.put("fitted", rows.fitted());
        json.put("evaluated", rows.evaluated());
        json.put("between", rows.between());
        json.put("rows", rows.labelled() + rows.unlabelled());
        json.put("unlabelled", rows.unlabelled());
        json.put("shards", shards);
        json.put("digest", publication.result().rows().digest());
        json.set("shard-sizes", publication.result().rows().sizes().json());
        Figures figures = publication.judgement().evaluation().figures();
        json.put("base-rate", figures.baseRate());
        json.put("auc", figures.value(Metric.ROC_AUC));
        publication.todaysValues().ifPresent(judged -> json.put("auc-of-todays-values", judged.value(Metric.ROC_AUC)));
        ObjectNode metrics = json.putObject("metrics");
        for (Metric metric : Metric.values()) {
            metrics.put(metric.slug(), figures.value(metric));
        }
        ObjectNode promotion = json.putObject("promotion");
        publication.decision().alias().ifPresent(alias -> promotion.put("alias", alias));
        promotion.put("reason", publication.decision().reason());
        json.put("seconds", took.toMillis() / 1000.0);
        LibraryVersions.all().forEach(json.putObject("versions")::put);
        return json;
    }
}
