package dendro.blackbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Logistic regression: the log-odds are an intercept plus, for each place of the {@linkplain Standardisation
 * standardised} vector, its coefficient times its value. A category has a place of its own, which is 1 or 0 before it
 * is standardised; whatever was rare or unknown in training shares one. A missing value adds nothing.
 *
 * <p>A contribution is the coefficient times the standardised value; the base is the intercept, the log-odds of a row
 * whose every value is the mean of the training rows. Immutable; holds nothing outside the heap.
 */
public final class LogisticRegression implements Blackbox {

    private final Standardisation standardisation;
    private final double intercept;
    private final double[] coefficients;

    /**
     * A regression.
     *
     * @param intercept finite
     * @param coefficients finite, of standardised values
     */
    public LogisticRegression(Standardisation standardisation, double intercept, double[] coefficients) {
        if (coefficients.length != standardisation.width()) {
            throw new IllegalArgumentException(
                    coefficients.length + " coefficients for " + standardisation.width() + " places.");
        }
        if (!Double.isFinite(intercept) || !Arrays.stream(coefficients).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("The intercept or a coefficient is not a finite number.");
        }
        this.standardisation = standardisation;
        this.intercept = intercept;
        this.coefficients = coefficients.clone();
    }

    @Override
    public int width() {
        return coefficients.length;
    }

    @Override
    public float[] score(float[][] vectors) {
        float[] scores = new float[vectors.length];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = (float) (1 / (1 + Math.exp(-margin(vectors[row]))));
        }
        return scores;
    }

    private double margin(float[] vector) {
        double[] values = standardisation.of(vector);
        double margin = intercept;
        for (int place = 0; place < values.length; place++) {
            margin += coefficients[place] * values[place];
        }
        return margin;
    }

    @Override
    public Contributions contributions(float[] vector) {
        double[] values = standardisation.of(vector);
        List<Double> ofPlaces = new ArrayList<>(values.length);
        for (int place = 0; place < values.length; place++) {
            ofPlaces.add(coefficients[place] * values[place]);
        }
        return new Contributions(intercept, ofPlaces);
    }

    /** This regression as the model repository keeps it; the names say what each place stands for. */
    public byte[] toJson(List<String> names) {
        return LogisticRegressionJson.write(names, standardisation, intercept, coefficients);
    }

    /** Nothing to release. */
    @Override
    public void close() {}
}
