package dendro.modelservice.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dendro.drift.Bins;
import dendro.drift.Distribution;
import dendro.drift.TrainingDistribution;
import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.FeatureValues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecentCountsTest {

    private static final List<Column> COLUMNS =
            List.of(new Column("amount", ColumnType.LONG), new Column("city", ColumnType.TEXT));
    private static final TrainingDistribution TRAINING = new TrainingDistribution(
            List.of(
                    new Distribution("amount", new Bins.Ranges(List.of(10.0, 20.0)), List.of(1L, 1L, 1L, 0L)),
                    new Distribution("city", new Bins.Categories(List.of("Richmond")), List.of(3L, 0L, 0L))),
            new Distribution("score", new Bins.Ranges(List.of(0.5)), List.of(2L, 1L, 0L)));
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int THREADS = 4;

    private Instant now = Instant.parse("2026-03-01T10:30:00Z");

    @Test
    void values_areSortedIntoTheBinsOfTraining() {
        RecentCounts counts = new RecentCounts(TRAINING, () -> now);

        counts.count(List.of(row(10L, "Richmond", 0.5), row(11L, "Paris", 0.51), row(21L, null, 0.1)));

        RowCounts counted = counts.recent().counts();
        assertThat(counted.rows()).isEqualTo(3);
        assertThat(counted.features(COLUMNS).get(0).counts()).containsExactly(1L, 1L, 1L, 0L);
        assertThat(counted.features(COLUMNS).get(1).counts()).containsExactly(1L, 1L, 1L);
        assertThat(counted.score().counts()).containsExactly(2L, 1L, 0L);
    }

    @Test
    void rowsOfTheHourAtHandAndOf23Before_count() {
        RecentCounts counts = new RecentCounts(TRAINING, () -> now);
        assertThat(counts.recent().since()).isEqualTo("2026-03-01T10:30:00Z");
        count(counts, 3);
        now = Instant.parse("2026-03-01T11:00:00Z");
        count(counts, 5);

        now = Instant.parse("2026-03-02T09:59:59.999Z");
        assertThat(counts.recent().counts().rows()).isEqualTo(8);
        assertThat(counts.recent().since()).isEqualTo("2026-03-01T10:30:00Z");

        now = Instant.parse("2026-03-02T10:00:00Z");
        assertThat(counts.recent().counts().rows()).isEqualTo(5);
        assertThat(counts.recent().since()).isEqualTo("2026-03-01T11:00:00Z");

        count(counts, 7);
        now = Instant.parse("2026-03-02T11:00:00Z");
        assertThat(counts.recent().counts().rows()).isEqualTo(7);

        now = Instant.parse("2026-03-09T00:10:00Z");
        assertThat(counts.recent().counts().rows()).isZero();
        assertThat(counts.recent().since()).isEqualTo("2026-03-08T01:00:00Z");
    }

    @Test
    void clockSetBack_losesNothing() {
        RecentCounts counts = new RecentCounts(TRAINING, () -> now);
        count(counts, 3);
        now = Instant.parse("2026-03-01T09:59:00Z");
        count(counts, 5);

        assertThat(counts.recent().counts().rows()).isEqualTo(8);
    }

    /** Whatever is counted, in whatever batches, by whichever threads at the same time, while others look. */
    @Property(tries = 50)
    void countingInParallel_isCountingOneByOne(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<ScoredRow> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rows.add(row(
                    random.nextInt(5) == 0 ? null : random.nextLong(30),
                    random.nextInt(5) == 0 ? null : random.nextBoolean() ? "Richmond" : "Paris",
                    random.nextDouble()));
        }
        RecentCounts oneByOne = new RecentCounts(TRAINING, () -> now);
        rows.forEach(row -> oneByOne.count(List.of(row)));

        RecentCounts parallel = new RecentCounts(TRAINING, () -> now);
        CyclicBarrier together = new CyclicBarrier(THREADS);
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int from = thread * rows.size() / THREADS;
            int to = (thread + 1) * rows.size() / THREADS;
            int batch = 1 + random.nextInt(20);
            threads.add(new Thread(() -> {
                await(together);
                for (int begin = from; begin < to; begin += batch) {
                    parallel.count(rows.subList(begin, Math.min(to, begin + batch)));
                    parallel.recent();
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join(DEADLINE.toMillis());
            assertThat(thread.isAlive()).isFalse();
        }

        RowCounts expected = oneByOne.recent().counts();
        RowCounts actual = parallel.recent().counts();
        assertThat(actual.rows()).isEqualTo(expected.rows()).isEqualTo(rows.size());
        assertThat(actual.features(COLUMNS)).isEqualTo(expected.features(COLUMNS));
        assertThat(actual.score()).isEqualTo(expected.score());
    }

    private static void await(CyclicBarrier together) {
        try {
            together.await(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void count(RecentCounts counts, int rows) {
        for (int i = 0; i < rows; i++) {
            counts.count(List.of(row(1L, "Richmond", 0.1)));
        }
    }

    private static ScoredRow row(@Nullable Long amount, @Nullable String city, double score) {
        return new ScoredRow(FeatureValues.of(Arrays.asList(amount, city)), score);
    }
}
