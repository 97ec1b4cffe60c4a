package dendro.modelservice.drift;

import dendro.drift.Distribution;
import dendro.drift.StabilityIndex;
import java.util.OptionalDouble;

/**
 * How the values of one feature, or the scores, are spread, beside how they were when the version was trained.
 *
 * @param training what was stored with the version
 * @param scored what was scored lately, in the same bins
 */
record Comparison(Distribution training, Distribution scored) {

    /**
     * Of fewer rows no index is told. Rows drawn from the training rows themselves have an index of (bins - 1) / rows on
     * average, by chance alone: of 500 rows it stays below 0.1 in 99 cases of 100, even with the 22 bins that a feature
     * has at most; of 200 rows it would not.
     */
    static final int LEAST_ROWS = 500;

    /** The index; empty as long as it would say nothing. */
    OptionalDouble psi() {
        if (scored.total() < LEAST_ROWS || training.total() == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(StabilityIndex.of(counts(training), counts(scored)));
    }

    private static long[] counts(Distribution distribution) {
        return distribution.counts().stream().mapToLong(Long::longValue).toArray();
    }
}
