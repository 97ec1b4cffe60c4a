package dendro.trainer;

import dendro.cursor.ResolvedCursor;
import dendro.features.Column;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.trainer.source.ShardBroken;
import dendro.trainer.source.ShardSizes;
import dendro.trainer.source.Shards;
import dendro.trainer.source.ShardsOnSpark;
import dendro.training.TrainingDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A training set on Spark, {@linkplain ShardsOnSpark kept} until it is released.
 *
 * @param columns of every row
 * @param items the labelled rows and the reports
 * @param rows with or without label
 * @param unlabelled of these
 * @param earliest timestamp of a labelled row
 * @param latest timestamp of a labelled row
 * @param cursor the newest basis of each database that was read
 * @param digest over all rows, whatever the shards
 * @param sizes of the shards
 */
record TrainingSet(
        List<Column> columns,
        JavaRDD<ShardItem> items,
        long rows,
        long unlabelled,
        Instant earliest,
        Instant latest,
        ResolvedCursor cursor,
        String digest,
        ShardSizes sizes) {

    /**
     * Reads a training set, as many shards at a time as Spark has places.
     *
     * @throws ShardBroken inside Spark's own exception, if a shard cannot be read in three attempts
     * @throws ProblemException the first failure's type if entities failed; {@code
     *     request-invalid} if there is no labelled row
     */
    static TrainingSet read(JavaSparkContext spark, Shards shards, int count) {
        JavaRDD<ShardItem> items = ShardsOnSpark.kept(spark, shards, count, ShardReading::new);
        List<ShardItem.Report> reports = items.filter(ShardItem.Report.class::isInstance)
                .map(ShardItem.Report.class::cast)
                .collect();
        return whole(items, reports);
    }

    private static TrainingSet whole(JavaRDD<ShardItem> items, List<ShardItem.Report> reports) {
        refuseFailures(reports);
        if (new HashSet<>(reports.stream().map(ShardItem.Report::columns).toList()).size() > 1) {
            throw new Problem(
                            ProblemType.FEATURE_SET_INVALID,
                            "The shards came with different columns: the schema changed meanwhile. Train again.")
                    .exception();
        }
        long rows = reports.stream().mapToLong(ShardItem.Report::rows).sum();
        long unlabelled =
                reports.stream().mapToLong(ShardItem.Report::unlabelled).sum();
        if (rows == unlabelled) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "None of the " + rows + " rows of this range has a label yet, so there is nothing to fit.")
                    .exception();
        }
        SortedMap<String, Long> basis = new TreeMap<>();
        reports.forEach(report -> report.basis().forEach((database, t) -> basis.merge(database, t, Math::max)));
        TrainingDigest digest = new TrainingDigest();
        reports.forEach(report -> digest.add(report.digest()));
        return new TrainingSet(
                reports.get(0).columns(),
                items,
                rows,
                unlabelled,
                reports.stream()
                        .map(ShardItem.Report::earliest)
                        .min(Instant::compareTo)
                        .orElseThrow(),
                reports.stream()
                        .map(ShardItem.Report::latest)
                        .max(Instant::compareTo)
                        .orElseThrow(),
                ResolvedCursor.of(basis),
                digest.hex(),
                ShardSizes.of(reports.stream().map(ShardItem.Report::size).toList()));
    }

    private static void refuseFailures(List<ShardItem.Report> reports) {
        long failures = reports.stream().mapToLong(ShardItem.Report::failures).sum();
        if (failures > 0) {
            List<ShardItem.Failure> first = reports.stream()
                    .flatMap(report -> report.firstFailures().stream())
                    .limit(3)
                    .toList();
            List<String> sentences = first.stream()
                    .map(failure -> failure.at().id() + " as of " + failure.at().timestamp() + " ("
                            + failure.type().slug() + "): " + failure.detail())
                    .toList();
            throw new Problem(
                            first.get(0).type(),
                            failures + " entities gave no row. The first: " + String.join(" ", sentences))
                    .exception();
        }
    }

    /** The labelled rows. */
    JavaRDD<ShardItem.Example> examples() {
        return items.filter(ShardItem.Example.class::isInstance).map(ShardItem.Example.class::cast);
    }

    /** Forgets the rows that Spark keeps. */
    void release() {
        items.unpersist(false);
    }
}
