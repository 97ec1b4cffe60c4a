package dendro.trainer;

import dendro.blackbox.Encoder;
import dendro.drift.BinCounts;
import dendro.drift.BinSample;
import dendro.drift.Distribution;
import dendro.drift.TrainingDistribution;
import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.EntityAt;
import dendro.features.FeatureValues;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a model was trained on, for comparison with what it will score. Two passes where the rows are: one chooses the
 * bins, the next one counts.
 */
final class Distributions {

    private static final List<Column> SCORE = List.of(new Column(TrainingDistribution.SCORE, ColumnType.DOUBLE));

    private Distributions() {}

    /**
     * The distribution.
     *
     * @param encoder of the model
     * @param fitted what the model was fitted on
     * @param judged what it was judged on, with the column {@code probability}
     */
    static TrainingDistribution of(Encoder encoder, JavaRDD<ShardItem.Example> fitted, Dataset<Row> judged) {
        JavaRDD<Keyed> features = fitted.map(example -> new Keyed(example.at(), example.values()));
        JavaRDD<Keyed> scores = judged.select("id", "timestamp", "probability")
                .toJavaRDD()
                .map(Distributions::score)
                .cache();
        try {
            return new TrainingDistribution(
                    distributions(encoder.columns(), features),
                    distributions(SCORE, scores).get(0));
        } finally {
            scores.unpersist(false);
        }
    }

    private record Keyed(EntityAt at, FeatureValues values) implements Serializable {}

    private static Keyed score(Row row) {
        Instant timestamp = row.getTimestamp(1).toInstant();
        double score = ((Vector) row.get(2)).apply(1);
        return new Keyed(new EntityAt(row.getString(0), timestamp), FeatureValues.of(List.of(score)));
    }

    private static List<Distribution> distributions(List<Column> columns, JavaRDD<Keyed> rows) {
        BinSample sample = rows.aggregate(
                new BinSample(),
                (taken, row) -> {
                    taken.add(row.at(), row.values());
                    return taken;
                },
                (taken, others) -> {
                    taken.merge(others);
                    return taken;
                });
        BinCounts counts = rows.aggregate(
                new BinCounts(sample.bins(columns)),
                (counted, row) -> {
                    counted.add(row.values());
                    return counted;
                },
                (counted, others) -> {
                    counted.merge(others);
                    return counted;
                });
        return counts.distributions(columns);
    }
}
