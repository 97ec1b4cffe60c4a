package dendro.drift;

import dendro.features.Column;
import dendro.features.FeatureValues;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows counted into bins, column by column. Counts of parts merge into that of the whole. For one thread at a time. */
public final class BinCounts implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<Bins> bins;
    private final ArrayList<long[]> counts = new ArrayList<>();

    /** Counts into these bins, one for each column. */
    public BinCounts(List<Bins> bins) {
        this.bins = new ArrayList<>(bins);
        bins.forEach(column -> counts.add(new long[column.size()]));
    }

    /** Counts a row. */
    public void add(FeatureValues values) {
        for (int position = 0; position < bins.size(); position++) {
            counts.get(position)[bins.get(position).of(values.value(position))]++;
        }
    }

    /** Adds what others counted into the same bins. */
    public void merge(BinCounts others) {
        for (int position = 0; position < counts.size(); position++) {
            long[] own = counts.get(position);
            long[] their = others.counts.get(position);
            for (int bin = 0; bin < own.length; bin++) {
                own[bin] += their[bin];
            }
        }
    }

    /** What has been counted. */
    public List<Distribution> distributions(List<Column> columns) {
        List<Distribution> distributions = new ArrayList<>();
        for (int position = 0; position < bins.size(); position++) {
            distributions.add(new Distribution(
                    columns.get(position).name(),
                    bins.get(position),
                    Arrays.stream(counts.get(position)).boxed().toList()));
        }
        return distributions;
    }
}
