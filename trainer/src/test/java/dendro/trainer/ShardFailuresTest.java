package dendro.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dendro.features.Column;
import dendro.features.EntityAt;
import dendro.features.Shard;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.trainer.GeneratedShards.Signal;
import dendro.trainer.source.Shards;
import dendro.training.TrainingOutcome;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkForTests.class)
final class ShardFailuresTest {

    private static final int ROWS = 200;

    /** Spark copies what it sends to its tasks; what they count together is static. */
    private static final AtomicInteger OPENED = new AtomicInteger();

    private static final AtomicInteger CLOSED = new AtomicInteger();

    private static final AtomicInteger BROKEN = new AtomicInteger();

    private final JavaSparkContext spark;

    ShardFailuresTest(SparkSession spark) {
        this.spark = JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    @BeforeEach
    void startCountingAnew() {
        OPENED.set(0);
        CLOSED.set(0);
        BROKEN.set(0);
    }

    @Test
    void shardThatBreaksOffTwice_isReadInTheThirdAttempt() {
        TrainingSet set = TrainingSet.read(spark, new BreakingShards(2), 3);

        assertThat(set.rows()).isEqualTo(ROWS);
        assertThat(OPENED.get()).isEqualTo(5);
        assertThat(CLOSED.get()).isEqualTo(5);
        set.release();
    }

    @Test
    void shardThatAlwaysBreaksOff_failsTheTrainingWithOneSentence() {
        Throwable failure = catchThrowable(() -> TrainingSet.read(spark, new BreakingShards(1000), 3));

        assertThat(FailureSentence.of(failure))
                .isEqualTo("Training failed. Shard 1 of 3 could not be read (service-unavailable): the stream broke"
                        + " off.");
    }

    @Test
    void entitiesWithoutARow_failTheTrainingWithIdAndCause() {
        Throwable failure = catchThrowable(() -> TrainingSet.read(spark, new FailingEntities(), 3));

        assertThat(FailureSentence.of(failure))
                .startsWith("Training failed (entity-not-found). 5 entities gave no row. The first: pur-")
                .contains("as of 2014-11-15T13:37:42Z (entity-not-found): it is not there");
    }

    /** The second shard breaks off in its middle in the first attempts. */
    private record BreakingShards(int attempts) implements Shards {

        @Override
        public Stream open(Shard shard) {
            OPENED.incrementAndGet();
            Stream whole = new GeneratedShards(ROWS, Signal.TRUE_PAST).open(shard);
            boolean breaks = shard.index() == 1 && BROKEN.getAndIncrement() < attempts;
            return new Breaking(whole, breaks ? 10 : Integer.MAX_VALUE);
        }
    }

    private static final class Breaking implements Shards.Stream {
        private final Shards.Stream whole;
        private int left;

        Breaking(Shards.Stream whole, int left) {
            this.whole = whole;
            this.left = left;
        }

        @Override
        public List<Column> columns() {
            return whole.columns();
        }

        @Override
        public boolean hasNext() {
            if (left <= 0) {
                throw new Problem(ProblemType.SERVICE_UNAVAILABLE, "the stream broke off.").exception();
            }
            return whole.hasNext();
        }

        @Override
        public TrainingOutcome next() {
            left--;
            return whole.next();
        }

        @Override
        public void close() {
            CLOSED.incrementAndGet();
        }
    }

    private record FailingEntities() implements Shards {

        @Override
        public Stream open(Shard shard) {
            Iterator<TrainingOutcome> outcomes = IntStream.range(0, 5)
                    .filter(shard::holds)
                    .<TrainingOutcome>mapToObj(number -> new TrainingOutcome.Failed(
                            new EntityAt("pur-" + number, Instant.parse("2014-11-15T13:37:42Z")),
                            new Problem(ProblemType.ENTITY_NOT_FOUND, "it is not there")))
                    .iterator();
            return new GeneratedShards.Generated(outcomes);
        }
    }
}
