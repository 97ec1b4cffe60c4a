package dendro.benchmarks.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dendro.blackbox.BlackboxKind;
import dendro.blackbox.Encoder;
import dendro.blackbox.GradientBoostedTrees;
import dendro.cursor.ResolvedCursor;
import dendro.features.FeatureValues;
import dendro.model.ModelDraft;
import dendro.model.ModelRepository;
import dendro.model.ModelVersion;
import dendro.model.TrainingPeriod;
import dendro.model.TrainingRows;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Trees fitted to labels that somebody thought of.
 *
 * @param name of the model
 * @param featureSet its text
 * @param period that it is said to be trained on
 * @param objective XGBoost's
 * @param depth of a tree
 * @param trees how many
 */
public record MadeModel(String name, String featureSet, TrainingPeriod period, String objective, int depth, int trees) {

    /** Which label a row gets. */
    @FunctionalInterface
    public interface Labels {

        /** The label of the row of this number. */
        float of(int row);
    }

    /**
     * Fits the trees, publishes them as champion and loads them; the caller closes the version.
     *
     * @param repository a folder
     * @param file that the trees are written to on the way
     */
    public ModelVersion publish(Path repository, Path file, Encoder encoder, List<FeatureValues> rows, Labels labels) {
        fit(encoder, rows, labels, file);
        ModelRepository models = new ModelRepository(repository);
        int version = models.publish(
                name,
                new ModelDraft(
                        featureSet,
                        "",
                        encoder,
                        ResolvedCursor.of(Map.of()),
                        period,
                        new TrainingRows(rows.size(), 0, 0, 0),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        BlackboxKind.GRADIENT_BOOSTED_TREES,
                        file,
                        JsonNodeFactory.instance.objectNode()));
        models.point(name, "champion", version, "benchmarks");
        return models.load(name, version);
    }

    private void fit(Encoder encoder, List<FeatureValues> rows, Labels labels, Path file) {
        float[] matrix = new float[rows.size() * encoder.width()];
        float[] wanted = new float[rows.size()];
        for (int row = 0; row < wanted.length; row++) {
            float[] vector = encoder.encode(rows.get(row));
            System.arraycopy(vector, 0, matrix, row * vector.length, vector.length);
            wanted[row] = labels.of(row);
        }
        try {
            DMatrix training = new DMatrix(matrix, rows.size(), encoder.width(), GradientBoostedTrees.MISSING);
            training.setLabel(wanted);
            Map<String, Object> parameters = Map.of("objective", objective, "max_depth", depth, "nthread", 1);
            Booster booster = XGBoost.train(training, parameters, trees, new HashMap<>(), null, null);
            booster.saveModel(file.toString());
            booster.dispose();
            training.dispose();
        } catch (XGBoostError e) {
            throw new IllegalStateException(e);
        }
    }
}
