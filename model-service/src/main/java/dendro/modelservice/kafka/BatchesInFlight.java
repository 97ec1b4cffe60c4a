package dendro.modelservice.kafka;

import dendro.modelservice.scoring.BatchScoring;
import dendro.modelservice.scoring.ScoringOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches that are being scored, each on a thread of its own; so many and no more. Closing waits for them, as a model
 * that scores must not be closed. For one thread.
 */
final class BatchesInFlight implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BatchesInFlight.class);

    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(12);

    /** What came of a batch. */
    sealed interface Answer {

        List<Underway> batch();

        /**
         * One outcome for each message, in order.
         *
         * @param batch that was asked about
         */
        record Outcomes(List<Underway> batch, List<ScoringOutcome> outcomes) implements Answer {}

        /**
         * None at all.
         *
         * @param batch that was asked about
         */
        record Failed(List<Underway> batch, RuntimeException why) implements Answer {}
    }

    private final BatchScoring scoring;
    private final int most;
    private final Signal ended;
    private final ExecutorService threads;
    private final BlockingQueue<Answer> answers;
    private int inFlight;

    /**
     * None yet.
     *
     * @param most at a time
     * @param ended is given whenever an answer has come
     */
    BatchesInFlight(BatchScoring scoring, int most, Signal ended) {
        AtomicInteger number = new AtomicInteger();
        this.scoring = scoring;
        this.most = most;
        this.ended = ended;
        this.answers = new LinkedBlockingQueue<>(most);
        this.threads = Executors.newFixedThreadPool(
                most, work -> new Thread(work, "scoring-batch-" + number.incrementAndGet()));
    }

    boolean haveRoom() {
        return inFlight < most;
    }

    boolean areNone() {
        return inFlight == 0;
    }

    void ask(List<Underway> batch) {
        inFlight++;
        threads.execute(() -> {
            // There is a place for each batch in flight.
            boolean unused = answers.offer(answer(batch));
            ended.give();
        });
    }

    private Answer answer(List<Underway> batch) {
        try {
            return new Answer.Outcomes(
                    batch,
                    scoring.outcomes(batch.stream().map(Underway::content).toList()));
        } catch (RuntimeException e) {
            return new Answer.Failed(batch, e);
        } catch (Error e) {
            return new Answer.Failed(batch, new IllegalStateException("Scoring failed: " + e, e));
        }
    }

    /** Those that have come since this was last asked. */
    List<Answer> answered() {
        List<Answer> come = new ArrayList<>();
        answers.drainTo(come);
        inFlight -= come.size();
        return come;
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Batches in flight did not end within {}", CLOSE_DEADLINE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
