package dendro.blackbox;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Gradient-boosted trees of XGBoost, scored in process.
 *
 * <p>XGBoost's in-place prediction may run on several threads at once, but the native model must not be
 * released meanwhile: scoring holds the read lock, closing the write lock. A call costs about 100
 * microseconds whatever its size, a row well under one more: score in batches.
 */
public final class GradientBoostedTrees implements Blackbox {

    /** The value that marks a missing one, in training as in scoring. */
    public static final float MISSING = Float.NaN;

    private final Booster booster;
    private final int width;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private GradientBoostedTrees(Booster booster, int width) {
        this.booster = booster;
        this.width = width;
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
        float[] matrix = flat(vectors);
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("These trees are closed.");
            }
            return vectors.length == 0 ? new float[0] : predicted(matrix, vectors.length);
        } finally {
            lock.readLock().unlock();
        }
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
            throw new Problem(ProblemType.INTERNAL, "The trees did not score: " + firstLine(e)).exception(e);
        }
    }

    private float[] flat(float[][] vectors) {
        float[] matrix = new float[Math.multiplyExact(vectors.length, width)];
        for (int row = 0; row < vectors.length; row++) {
            float[] vector = vectors[row];
            if (vector.length != width) {
                throw new IllegalArgumentException(
                        "A vector of " + vector.length + " floats came to trees that were trained on " + width + ".");
            }
            System.arraycopy(vector, 0, matrix, row * width, width);
        }
        return matrix;
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                booster.dispose();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
