package dendro.trainer.source;

import dendro.features.Shard;
import dendro.problem.ProblemException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Shards as Spark has them: one partition for each, read once and kept. A partition that is lost is read again, and is the
 * same, since every row has its cursor.
 */
public final class ShardsOnSpark {

    private ShardsOnSpark() {}

    /** What is made of a shard's rows as they come. */
    @FunctionalInterface
    public interface Reading<T> extends Serializable {

        /** What one shard comes to; its stream is closed when Spark's task ends. */
        Iterator<T> of(Shard shard, Shards.Stream stream);
    }

    /**
     * What all shards come to, as many of them read at a time as Spark has places; whoever asked lets Spark forget it. If a
     * shard cannot be read in three attempts, Spark throws an exception of its own with {@link ShardBroken} inside.
     */
    public static <T> JavaRDD<T> kept(JavaSparkContext spark, Shards shards, int count, Reading<T> reading) {
        List<Integer> indexes = IntStream.range(0, count).boxed().toList();
        JavaRDD<T> items = spark.parallelize(indexes, count).flatMap(index -> {
            Shard shard = new Shard(index, count);
            Shards.Stream stream = opened(shards, shard);
            TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> stream.close());
            return reading.of(shard, stream);
        });
        return items.persist(StorageLevel.MEMORY_AND_DISK());
    }

    private static Shards.Stream opened(Shards shards, Shard shard) {
        try {
            return shards.open(shard);
        } catch (ProblemException e) {
            throw new ShardBroken(shard, e);
        }
    }
}
