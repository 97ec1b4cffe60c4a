package dendro.trainer.product;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.trainer.source.ShardBroken;
import dendro.trainer.source.Shards;
import dendro.trainer.source.ShardsOnSpark;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A training set that Spark has read and keeps until it is {@linkplain #close closed}: with its rows known, the files and
 * their columns can be made to fit.
 */
final class ReadSet implements AutoCloseable {

    private final SparkSession spark;
    private final JavaRDD<SetItem> items;
    private final ShardTally tally;

    private ReadSet(SparkSession spark, JavaRDD<SetItem> items, ShardTally tally) {
        this.spark = spark;
        this.items = items;
        this.tally = tally;
    }

    /**
     * Reads a training set, as many shards at a time as Spark has places.
     *
     * @throws ShardBroken inside Spark's own exception, if a shard cannot be read in three attempts
     * @throws ProblemException the first failure's type if entities failed; {@code request-invalid} if there is no row
     */
    static ReadSet read(SparkSession spark, Shards shards, int count, Sampling sampling) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        JavaRDD<SetItem> items =
                ShardsOnSpark.kept(context, shards, count, (shard, stream) -> new SetReading(shard, stream, sampling));
        try {
            return new ReadSet(spark, items, whole(items));
        } catch (RuntimeException e) {
            items.unpersist(false);
            throw e;
        }
    }

    private static ShardTally whole(JavaRDD<SetItem> items) {
        List<ShardTally> tallies = items.filter(ShardTally.class::isInstance)
                .map(ShardTally.class::cast)
                .collect();
        ShardTally whole = new ShardTally(tallies.get(0).columns());
        for (ShardTally tally : tallies) {
            if (!tally.columns().equals(whole.columns())) {
                throw new Problem(
                                ProblemType.FEATURE_SET_INVALID,
                                "The shards came with different columns: the schema changed meanwhile. Read again.")
                        .exception();
            }
            whole.add(tally);
        }
        if (whole.failures() > 0) {
            throw new Problem(
                            whole.firstFailures().get(0).type(),
                            whole.failures() + " entities gave no row. The first: "
                                    + String.join(
                                            " ",
                                            whole.firstFailures().stream()
                                                    .map(ShardTally.Failure::sentence)
                                                    .toList()))
                    .exception();
        }
        if (whole.rows() == 0) {
            throw new Problem(ProblemType.REQUEST_INVALID, "This range has no row, so there is nothing to write.")
                    .exception();
        }
        return whole;
    }

    /** What was counted of all shards. */
    ShardTally tally() {
        return tally;
    }

    /** The columns as Parquet has them. */
    ParquetSchema schema() {
        return ParquetSchema.of(tally);
    }

    /** The rows in so many partitions, each of whole shards. */
    Dataset<Row> rows(int partitions) {
        ParquetSchema schema = schema();
        JavaRDD<Row> rows = items.filter(SetItem.OfRow.class::isInstance)
                .map(item -> schema.row((SetItem.OfRow) item))
                .coalesce(partitions);
        return spark.createDataFrame(rows, schema.type());
    }

    @Override
    public void close() {
        items.unpersist(false);
    }
}
