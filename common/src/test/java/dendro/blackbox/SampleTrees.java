package dendro.blackbox;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Small real trees for tests: the label is whether the first float is more than a half. */
public final class SampleTrees {

    private static final int ROWS = 500;

    private SampleTrees() {}

    /** Trains trees on vectors of this width and writes them to the file. */
    public static void write(Path file, int width) {
        SplittableRandom random = new SplittableRandom(108);
        float[] matrix = new float[ROWS * width];
        float[] labels = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < width; column++) {
                matrix[row * width + column] = (float) random.nextDouble();
            }
            labels[row] = matrix[row * width] > 0.5f ? 1 : 0;
            if (random.nextInt(10) == 0) {
                matrix[row * width] = Float.NaN;
            }
        }
        Map<String, Object> parameters = Map.of("objective", "binary:logistic", "max_depth", 3, "nthread", 1);
        try {
            DMatrix training = new DMatrix(matrix, ROWS, width, Float.NaN);
            training.setLabel(labels);
            Booster booster = XGBoost.train(training, parameters, 20, new HashMap<>(), null, null);
            booster.saveModel(file.toString());
            booster.dispose();
            training.dispose();
        } catch (XGBoostError e) {
            throw new IllegalStateException(e);
        }
    }
}
