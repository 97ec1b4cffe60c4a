package dendro.trainer.evaluation;

import dendro.drift.Distribution;
import dendro.drift.StabilityIndex;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How differently one month's rows are spread from those a model was trained on, as population stability indexes.
 *
 * @param month such as {@code 2014-11}
 * @param rows in it
 * @param byChance what the index of the score is expected to be if nothing changed: few rows are never spread quite alike
 * @param score against the scores of all test rows
 * @param features by name of the column, against the rows that were fitted
 */
public record Drift(String month, long rows, double byChance, double score, Map<String, Double> features) {

    public Drift {
        features = Map.copyOf(features);
    }

    /**
     * The drift of a month that has rows.
     *
     * @param trainedScore what the score is compared with
     * @param score in the same bins
     * @param trained what each feature is compared with
     * @param features in the same order and bins
     */
    public static Drift of(
            String month,
            Distribution trainedScore,
            Distribution score,
            List<Distribution> trained,
            List<Distribution> features) {
        Map<String, Double> indexes = new TreeMap<>();
        for (int position = 0; position < trained.size(); position++) {
            indexes.put(trained.get(position).name(), index(trained.get(position), features.get(position)));
        }
        return new Drift(month, score.total(), byChance(trainedScore, score), index(trainedScore, score), indexes);
    }

    private static double index(Distribution expected, Distribution actual) {
        return StabilityIndex.of(counts(expected), counts(actual));
    }

    private static long[] counts(Distribution distribution) {
        return distribution.counts().stream().mapToLong(Long::longValue).toArray();
    }

    /** One degree of freedom for each bin but one (Yurdakul, 2018). */
    private static double byChance(Distribution expected, Distribution actual) {
        long used = expected.counts().stream().filter(count -> count > 0).count();
        return (used - 1) * (1.0 / expected.total() + 1.0 / actual.total());
    }
}
