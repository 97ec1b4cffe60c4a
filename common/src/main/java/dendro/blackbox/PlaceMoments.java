package dendro.blackbox;

import java.util.Arrays;

/**
 * Mean and deviation of each place over vectors, missing values left out. One pass, by Welford's method: adding up
 * squares would lose the deviation of instants, which are far from zero. For one thread.
 */
public final class PlaceMoments {

    /** A deviation below this part of the mean is rounding. */
    private static final double ROUNDING = 1e-9;

    private final long[] counts;
    private final double[] means;
    private final double[] squares;

    /** Moments of vectors of this width, none seen yet. */
    public PlaceMoments(int width) {
        this.counts = new long[width];
        this.means = new double[width];
        this.squares = new double[width];
    }

    /** Takes a vector in. */
    public void add(float[] vector) {
        VectorMatrix.requireWidth(vector, means.length);
        for (int place = 0; place < means.length; place++) {
            double value = vector[place];
            if (!Double.isNaN(value)) {
                counts[place]++;
                double off = value - means[place];
                means[place] += off / counts[place];
                squares[place] += off * (value - means[place]);
            }
        }
    }

    /** The standardisation of these vectors; a place that never varies keeps its unit. */
    public Standardisation standardisation() {
        double[] scales = new double[means.length];
        Arrays.setAll(scales, this::scale);
        return new Standardisation(means, scales);
    }

    private double scale(int place) {
        double deviation = counts[place] == 0 ? 0 : Math.sqrt(squares[place] / counts[place]);
        return deviation <= ROUNDING * Math.abs(means[place]) ? 1 : deviation;
    }
}
