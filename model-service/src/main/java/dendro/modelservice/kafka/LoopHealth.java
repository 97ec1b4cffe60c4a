package dendro.modelservice.kafka;

import com.codahale.metrics.health.HealthCheck;
import java.time.Duration;

/** Whether the scoring loop lives and gets on. */
public final class LoopHealth extends HealthCheck {

    /** More than the longest pause and the patience for Kafka together. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private final Thread thread;
    private final LoopState state;

    LoopHealth(Thread thread, LoopState state) {
        this.thread = thread;
        this.state = state;
    }

    @Override
    protected Result check() {
        if (!thread.isAlive()) {
            return Result.unhealthy("The scoring loop does not run.");
        }
        Duration silence = state.sinceLastSign();
        if (silence.compareTo(LONGEST_SILENCE) > 0) {
            return Result.unhealthy("The last poll was %d seconds ago.", silence.toSeconds());
        }
        // As an argument: the sentence may hold what a formatter would take for its own.
        return state.trouble()
                .map(trouble -> Result.unhealthy("%s", trouble))
                .orElseGet(() -> Result.healthy("The last poll was %d milliseconds ago.", silence.toMillis()));
    }
}
