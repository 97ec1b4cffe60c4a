package dendro.blackbox;

import java.io.Serializable;
import java.util.Arrays;

/**
 * From a vector to one whose places all have the mean 0 and the deviation 1 over the training rows. A missing value
 * becomes 0, the mean: it speaks for neither side. Immutable.
 */
public final class Standardisation implements Serializable {

    private static final long serialVersionUID = 1L;

    private final double[] means;
    private final double[] scales;

    /**
     * A standardisation.
     *
     * @param means of the places, finite
     * @param scales of the places, positive and finite: what one deviation is
     */
    public Standardisation(double[] means, double[] scales) {
        if (means.length != scales.length) {
            throw new IllegalArgumentException(means.length + " means and " + scales.length + " scales.");
        }
        for (int place = 0; place < means.length; place++) {
            if (!Double.isFinite(means[place]) || !Double.isFinite(scales[place]) || scales[place] <= 0) {
                throw new IllegalArgumentException(
                        "The mean or the scale of place " + place + " is not a finite number, or not positive.");
            }
        }
        this.means = means.clone();
        this.scales = scales.clone();
    }

    /** How many places a vector has. */
    public int width() {
        return means.length;
    }

    /**
     * The vector, standardised.
     *
     * @throws IllegalArgumentException if the vector is not {@link #width()} wide
     */
    public double[] of(float[] vector) {
        VectorMatrix.requireWidth(vector, means.length);
        double[] standardised = new double[means.length];
        for (int place = 0; place < means.length; place++) {
            double value = vector[place];
            standardised[place] = Double.isNaN(value) ? 0 : (value - means[place]) / scales[place];
        }
        return standardised;
    }

    double mean(int place) {
        return means[place];
    }

    double scale(int place) {
        return scales[place];
    }

    @Override
    public String toString() {
        return "means " + Arrays.toString(means) + ", scales " + Arrays.toString(scales);
    }
}
