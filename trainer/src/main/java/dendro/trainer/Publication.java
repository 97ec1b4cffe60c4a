package dendro.trainer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.blackbox.BlackboxKind;
import dendro.features.FeatureSet;
import dendro.model.ModelDraft;
import dendro.model.ModelRepository;
import dendro.model.TrainingPeriod;
import dendro.model.TrainingRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trained model on its way into the repository.
 *
 * @param featureSet what it was trained on
 * @param text of the feature set as it was written
 * @param from of the rows asked for
 * @param to of the rows asked for
 * @param result what the training came to
 * @param todaysValues how trees fitted on one instant's values did on the same rows, if that was asked for
 */
record Publication(
        FeatureSet featureSet,
        String text,
        Instant from,
        Instant to,
        Training.Result result,
        Optional<Evaluation> todaysValues) {

    /** Publishes the model under the feature set's name; its version. */
    int into(ModelRepository models) {
        try {
            Path folder = Files.createTempDirectory("dendro-trees");
            Path file = folder.resolve(BlackboxKind.GRADIENT_BOOSTED_TREES.fileName());
            try {
                result.trees().save(file);
                return models.publish(featureSet.name(), draft(file));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The trees could not be written to a temporary folder: " + e, e);
        }
    }

    private ModelDraft draft(Path trees) {
        return new ModelDraft(
                text,
                featureSet.hash(),
                result.trees().encoder(),
                result.rows().cursor(),
                new TrainingPeriod(from, to, result.split().split()),
                rows(),
                figures(),
                LibraryVersions.all(),
                BlackboxKind.GRADIENT_BOOSTED_TREES,
                trees,
                evaluation());
    }

    TrainingRows rows() {
        return new TrainingRows(
                result.fitted(),
                result.evaluation().rows(),
                result.between(),
                result.rows().unlabelled());
    }

    private SortedMap<String, Double> figures() {
        SortedMap<String, Double> figures = new TreeMap<>();
        figures.put("auc", result.evaluation().auc());
        figures.put("log-loss", result.evaluation().logLoss());
        figures.put("base-rate", result.evaluation().baseRate());
        todaysValues.ifPresent(judged -> figures.put("auc-of-todays-values", judged.auc()));
        return figures;
    }

    private JsonNode evaluation() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("fitted-until", result.split().fittedUntil().toString());
        json.put("evaluated-after", result.split().split().toString());
        json.set("later-part", figures(result.evaluation()));
        todaysValues.ifPresent(judged -> json.set("fitted-on-todays-values", figures(judged)));
        result.trees().importance().forEach(json.putObject("importance")::put);
        return json;
    }

    private static ObjectNode figures(Evaluation evaluation) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("rows", evaluation.rows())
                .put("positive", evaluation.positive())
                .put("auc", evaluation.auc())
                .put("log-loss", evaluation.logLoss())
                .put("base-log-loss", evaluation.baseLogLoss())
                .put("base-rate", evaluation.baseRate())
                .put("mean-score", evaluation.meanScore());
    }
}
