package dendro.blackbox;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Gradient-boosted trees of XGBoost, scored in process.
 *
 * <p>XGBoost's prediction may run on several threads at once. A call costs about 100 microseconds whatever its size, a
 * row well under one more: score in batches.
 *
 * <p>Contributions are SHAP values as XGBoost computes them, by TreeSHAP (Lundberg et al., Consistent Individualized
 * Feature Attribution for Tree Ensembles, 2018), exactly: where a tree asks for a place that is not known, both ways
 * count, weighted by their cover. Summed up in floats, they meet the margin to about a millionth.
 */
public final class GradientBoostedTrees implements Blackbox {

    /** The value that marks a missing one, in training as in scoring. */
    public static final float MISSING = Float.NaN;

    private static final int ALL_TREES = 0;

    private final Booster booster;
    private final int width;
    private final UseUntilClosed open;

    private GradientBoostedTrees(Booster booster, int width) {
        this.booster = booster;
        this.width = width;
        this.open = new UseUntilClosed("These trees are closed.", booster::dispose);
    }

    /** The trees that XGBoost wrote; damaged content may crash the process. */
    static GradientBoostedTrees load(byte[] content) throws BlackboxUnreadable {
        try {
            Booster booster = XGBoost.loadModel(content);
            return new GradientBoostedTrees(booster, Math.toIntExact(booster.getNumFeature()));
        } catch (XGBoostError | IOException e) {
            throw new BlackboxUnreadable(firstLine(e), e);
        }
    }

    /** XGBoost's messages end in a native stack trace. */
    private static String firstLine(Exception cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public float[] score(float[][] vectors) {
        float[] matrix = VectorMatrix.of(vectors, width);
        return open.use(() -> vectors.length == 0 ? new float[0] : predicted(matrix, vectors.length));
    }

    private float[] predicted(float[] matrix, int rows) {
        try {
            float[][] predictions = booster.inplace_predict(matrix, rows, width, MISSING);
            float[] scores = new float[rows];
            for (int row = 0; row < rows; row++) {
                scores[row] = predictions[row][0];
            }
            return scores;
        } catch (XGBoostError e) {
            throw failed(e);
        }
    }

    @Override
    public Contributions contributions(float[] vector) {
        VectorMatrix.requireWidth(vector, width);
        return open.use(() -> explained(vector));
    }

    private Contributions explained(float[] vector) {
        try {
            DMatrix matrix = new DMatrix(vector, 1, width, MISSING);
            try {
                float[] placesThenBase = booster.predictContrib(matrix, ALL_TREES)[0];
                List<Double> ofPlaces = new ArrayList<>(width);
                for (int place = 0; place < width; place++) {
                    ofPlaces.add((double) placesThenBase[place]);
                }
                return new Contributions(placesThenBase[width], ofPlaces);
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw failed(e);
        }
    }

    private static ProblemException failed(XGBoostError cause) {
        return new Problem(ProblemType.INTERNAL, "The trees did not score: " + firstLine(cause)).exception(cause);
    }

    @Override
    public void close() {
        open.close();
    }
}
