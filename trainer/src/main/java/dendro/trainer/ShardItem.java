package dendro.trainer;

import dendro.features.Column;
import dendro.features.EntityAt;
import dendro.features.FeatureValues;
import dendro.problem.ProblemType;
import dendro.trainer.source.ShardSizes;
import dendro.training.TrainingDigest;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the partition of a shard holds: its labelled rows, then one report, also if it has no rows. */
sealed interface ShardItem extends Serializable {

    /**
     * A row with its label.
     *
     * @param label 1 for true, 0 for false
     */
    record Example(EntityAt at, FeatureValues values, double label) implements ShardItem {}

    /**
     * What a shard came to.
     *
     * @param columns of every row
     * @param rows with or without label
     * @param unlabelled of these
     * @param failures how many entities gave no row
     * @param firstFailures some of them
     * @param earliest timestamp of a labelled row; {@link Instant#MAX} if there is none
     * @param latest timestamp of a labelled row; {@link Instant#MIN} if there is none
     * @param basis the newest that was read of each database
     * @param digest over its rows
     * @param size of the shard
     */
    record Report(
            List<Column> columns,
            long rows,
            long unlabelled,
            long failures,
            List<Failure> firstFailures,
            Instant earliest,
            Instant latest,
            Map<String, Long> basis,
            TrainingDigest digest,
            ShardSizes.Size size)
            implements ShardItem {}

    /** An entity that gave no row, and why. */
    record Failure(EntityAt at, ProblemType type, String detail) implements Serializable {}
}
