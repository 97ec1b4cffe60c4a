package dendro.modelservice.drift;

import dendro.drift.BinCounts;
import dendro.drift.Bins;
import dendro.drift.Distribution;
import dendro.drift.TrainingDistribution;
import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.FeatureValues;
import java.util.List;

/** Scored rows, sorted into the bins of a training distribution. For one thread at a time. */
final class RowCounts {

    private static final List<Column> SCORE = List.of(new Column(TrainingDistribution.SCORE, ColumnType.DOUBLE));

    private final BinCounts features;
    private final BinCounts score;
    private long rows;

    private RowCounts(List<Bins> features, Bins score) {
        this.features = new BinCounts(features);
        this.score = new BinCounts(List.of(score));
    }

    /** Nothing counted yet. */
    static RowCounts none(TrainingDistribution training) {
        return new RowCounts(
                training.features().stream().map(Distribution::bins).toList(),
                training.score().bins());
    }

    void add(ScoredRow row) {
        features.add(row.values());
        score.add(FeatureValues.of(List.of(row.score())));
        rows++;
    }

    /** Adds what others counted into the same bins. */
    void merge(RowCounts others) {
        features.merge(others.features);
        score.merge(others.score);
        rows += others.rows;
    }

    long rows() {
        return rows;
    }

    List<Distribution> features(List<Column> columns) {
        return features.distributions(columns);
    }

    Distribution score() {
        return score.distributions(SCORE).get(0);
    }
}
