package dendro.modelservice.drift;

import dendro.drift.TrainingDistribution;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The rows that were scored lately, in slices of an hour: the one at hand and the {@value #EARLIER} before it. A day, for many
 * things differ between night and noon; and slices, so that what is old is forgotten by dropping counts, and memory
 * is bounded by the number of bins.
 *
 * <p>Thread-safe. A batch is counted by its own thread, and merged at once: batches wait for each other no longer than that takes.
 */
final class RecentCounts {

    private static final int EARLIER = 23;

    private final TrainingDistribution training;
    private final InstantSource clock;
    private final Instant begun;
    private final Deque<Slice> slices = new ArrayDeque<>();

    /** What was scored from an instant on until an hour later. */
    private record Slice(Instant begin, RowCounts counts) {}

    /**
     * What was scored lately.
     *
     * @param since the oldest row could have been scored then
     * @param counts nobody else's
     */
    record Recent(Instant since, RowCounts counts) {}

    /** Nothing counted; counting begins now. */
    RecentCounts(TrainingDistribution training, InstantSource clock) {
        this.training = training;
        this.clock = clock;
        this.begun = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    void count(List<ScoredRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        RowCounts batch = RowCounts.none(training);
        rows.forEach(batch::add);
        merge(batch);
    }

    private synchronized void merge(RowCounts batch) {
        Instant hour = hour();
        forgetBefore(oldest(hour));
        // A clock that is set back does not open a slice before the newest.
        if (slices.isEmpty() || slices.getLast().begin().isBefore(hour)) {
            slices.add(new Slice(hour, RowCounts.none(training)));
        }
        slices.getLast().counts().merge(batch);
    }

    synchronized Recent recent() {
        Instant oldest = oldest(hour());
        forgetBefore(oldest);
        RowCounts all = RowCounts.none(training);
        slices.forEach(slice -> all.merge(slice.counts()));
        return new Recent(begun.isAfter(oldest) ? begun : oldest, all);
    }

    private void forgetBefore(Instant oldest) {
        while (!slices.isEmpty() && slices.getFirst().begin().isBefore(oldest)) {
            slices.removeFirst();
        }
    }

    private Instant hour() {
        return clock.instant().truncatedTo(ChronoUnit.HOURS);
    }

    private static Instant oldest(Instant hour) {
        return hour.minus(Duration.ofHours(EARLIER));
    }
}
