package dendro.trainer.evaluation;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Confidence intervals by resampling rows with replacement and taking percentiles (Efron, 1979). A resample without
 * true or without false rows tells nothing and is drawn again. The same seed and rows give the same intervals.
 *
 * @param resamples how many, at least {@value #FEWEST}
 * @param seed of the drawing
 */
public record Bootstrap(int resamples, long seed) {

    /** The fewest resamples of which a 2.5 per cent percentile says anything. */
    public static final int FEWEST = 20;

    private static final List<Metric> METRICS = List.of(Metric.values());
    private static final double IN_EACH_TAIL = 0.025;

    public Bootstrap {
        if (resamples < FEWEST) {
            throw new IllegalArgumentException("A bootstrap needs at least " + FEWEST + " resamples.");
        }
    }

    /** Every metric of rows of both classes. */
    Map<Metric, Estimate> estimates(ScoredRows rows) {
        RankedRows ranked = new RankedRows(rows);
        return estimates(rows, drawn -> {
            Ranking ranking = ranked.ranking(drawn);
            return metric -> metric.of(ranking);
        });
    }

    /**
     * By how much one model is better than another on the same rows, metric by metric; both are resampled together, so
     * that what makes rows easy or hard for both does not blur the difference.
     */
    Map<Metric, Estimate> gains(ScoredRows one, ScoredRows other) {
        requireSameRows(one, other);
        RankedRows rankedOne = new RankedRows(one);
        RankedRows rankedOther = new RankedRows(other);
        return estimates(one, drawn -> {
            Ranking ofOne = rankedOne.ranking(drawn);
            Ranking ofOther = rankedOther.ranking(drawn);
            return metric -> metric.gain(metric.of(ofOne), metric.of(ofOther));
        });
    }

    private static void requireSameRows(ScoredRows one, ScoredRows other) {
        boolean same = one.size() == other.size();
        for (int row = 0; same && row < one.size(); row++) {
            same = one.label(row) == other.label(row);
        }
        if (!same) {
            throw new IllegalArgumentException("Two models are compared on different rows.");
        }
    }

    /** What a drawing of rows comes to, by metric. */
    private interface Judged {
        ToDoubleFunction<Metric> by(int[] drawn);
    }

    private Map<Metric, Estimate> estimates(ScoredRows rows, Judged judged) {
        if (!rows.ofBothClasses()) {
            throw new IllegalArgumentException("All rows have one label.");
        }
        int[] drawn = new int[rows.size()];
        Arrays.setAll(drawn, row -> row);
        ToDoubleFunction<Metric> ofAll = judged.by(drawn);
        double[][] resampled = new double[METRICS.size()][resamples];
        SplittableRandom random = new SplittableRandom(seed);
        for (int number = 0; number < resamples; number++) {
            draw(drawn, rows, random);
            ToDoubleFunction<Metric> ofDrawn = judged.by(drawn);
            for (int metric = 0; metric < resampled.length; metric++) {
                resampled[metric][number] = ofDrawn.applyAsDouble(METRICS.get(metric));
            }
        }
        Map<Metric, Estimate> estimates = new EnumMap<>(Metric.class);
        for (int metric = 0; metric < resampled.length; metric++) {
            estimates.put(METRICS.get(metric), estimate(ofAll.applyAsDouble(METRICS.get(metric)), resampled[metric]));
        }
        return Collections.unmodifiableMap(estimates);
    }

    private static void draw(int[] drawn, ScoredRows rows, SplittableRandom random) {
        int positive;
        do {
            positive = 0;
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = random.nextInt(drawn.length);
                positive += rows.label(drawn[i]) ? 1 : 0;
            }
        } while (positive == 0 || positive == drawn.length);
    }

    private static Estimate estimate(double value, double[] resampled) {
        double[] ascending = resampled.clone();
        Arrays.sort(ascending);
        return new Estimate(value, percentile(ascending, IN_EACH_TAIL), percentile(ascending, 1 - IN_EACH_TAIL));
    }

    /** Between the two nearest values in proportion. */
    static double percentile(double[] ascending, double part) {
        double place = part * (ascending.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
    }
}
