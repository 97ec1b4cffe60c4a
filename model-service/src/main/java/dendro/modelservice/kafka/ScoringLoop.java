package dendro.modelservice.kafka;

import dendro.modelservice.scoring.BatchScoring;
import dendro.modelservice.scoring.ScoringFigures;
import dendro.problem.ProblemException;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores messages on a thread of its own, from {@link #start} to {@link #stop}.
 *
 * <ol>
 *   <li>What may pass is tried again without end, with growing pauses: nothing is lost, nothing is scored twice.
 *   <li>{@code stop} lets the transaction at hand finish, up to a deadline; then it is aborted. What else is under way is
 *       read again by whoever comes next.
 *   <li>Nothing that goes wrong ends the thread; the health check says what goes wrong.
 * </ol>
 */
public final class ScoringLoop implements Managed {

    private static final Logger log = LoggerFactory.getLogger(ScoringLoop.class);

    private static final Backoff FRESH = Backoff.between(Duration.ofMillis(200), Duration.ofSeconds(10));
    private static final Duration FINISH_DEADLINE = Duration.ofSeconds(20);
    private static final Duration ABORT_DEADLINE = Duration.ofSeconds(15);

    private final KafkaSettings settings;
    private final BatchScoring scoring;
    private final Outbox outbox;
    private final ScoringFigures figures;
    private final LoopState state = new LoopState(InstantSource.system());
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "scoring-loop");

    /** For the loop's thread only. */
    private Backoff backoff = FRESH;

    private volatile Optional<ScoringSession> current = Optional.empty();

    /**
     * A loop, not started.
     *
     * @param challenger topic of the challenger's scores, if one is asked
     */
    public ScoringLoop(
            KafkaSettings settings, BatchScoring scoring, Optional<String> challenger, ScoringFigures figures) {
        this.settings = settings;
        this.scoring = scoring;
        this.outbox = new Outbox(settings.scores(), settings.deadLetters(), challenger);
        this.figures = figures;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        stopping.countDown();
        current.ifPresent(ScoringSession::wakeup);
        thread.join(FINISH_DEADLINE.toMillis());
        if (thread.isAlive()) {
            log.warn("The transaction at hand did not finish within {}; it is aborted", FINISH_DEADLINE);
            thread.interrupt();
            thread.join(ABORT_DEADLINE.toMillis());
        }
    }

    /** Whether the thread runs and its last attempt succeeded not long ago. */
    public LoopHealth health() {
        return new LoopHealth(thread, state);
    }

    private void run() {
        while (!isStopping()) {
            try (ScoringSession session = ScoringSession.open(settings, scoring, outbox, figures)) {
                current = Optional.of(session);
                log.info("Scoring {} into {}", settings.input(), settings.scores());
                steps(session);
            } catch (WakeupException | InterruptException e) {
                log.debug("Woken up to stop", e);
            } catch (RuntimeException | Error e) {
                log.warn("Starting over at the committed offsets in {}", backoff.next(), e);
                failed("Starting over after " + e);
                pause(backoff.next());
                backoff = backoff.doubled();
            } finally {
                current = Optional.empty();
            }
        }
        log.info("Scoring stopped");
    }

    private void steps(ScoringSession session) {
        while (!isStopping()) {
            try {
                if (session.step()) {
                    state.scored();
                    backoff = FRESH;
                } else {
                    state.idle();
                }
            } catch (ProblemException e) {
                String sentence = e.problem().type().slug() + ": " + e.problem().detail();
                log.warn("Trying again in {}, for {}", backoff.next(), sentence);
                failed(sentence);
                session.rest(backoff.next());
                backoff = backoff.doubled();
            }
        }
    }

    private void failed(String sentence) {
        figures.retried();
        state.troubled(sentence);
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void pause(Duration time) {
        try {
            if (stopping.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("Woken up to stop");
            }
        } catch (InterruptedException e) {
            // Only stop() interrupts, and it has said so before.
            Thread.currentThread().interrupt();
        }
    }
}
