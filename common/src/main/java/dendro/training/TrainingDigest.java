package dendro.training;

import dendro.features.Column;
import dendro.features.FeatureDigest;
import dendro.query.RowDigest;
import java.io.Serializable;
import java.util.List;

/**
 * A digest over rows of a training set: id, timestamp, label and features of each. It depends neither on the order of
 * the rows nor on how they were dealt to shards: the digests of parts add up to that of the whole. For one thread.
 */
public final class TrainingDigest implements Serializable {

    private static final long serialVersionUID = 1L;

    private final RowDigest rows = new RowDigest();

    /** Adds a row. */
    public void add(List<Column> columns, TrainingRow row) {
        rows.add(List.of(
                row.at().id(),
                row.at().timestamp(),
                row.label().isEmpty() ? "" : Double.doubleToLongBits(row.label().getAsDouble()),
                FeatureDigest.of(columns, row.values())));
    }

    /** Adds the rows of another part. */
    public void add(TrainingDigest other) {
        rows.add(other.rows);
    }

    /** The digest of the rows added so far, as 64 hex digits. */
    public String hex() {
        return rows.hex();
    }
}
