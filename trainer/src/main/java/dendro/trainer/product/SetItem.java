package dendro.trainer.product;

import dendro.features.EntityAt;
import dendro.features.FeatureValues;
import java.io.Serializable;

/** What the partition of a shard holds: its rows, then one tally, also if it has no rows. */
sealed interface SetItem extends Serializable permits SetItem.OfRow, ShardTally {

    /**
     * A row.
     *
     * @param label NaN if it has none
     */
    record OfRow(EntityAt at, FeatureValues values, double label) implements SetItem {}
}
