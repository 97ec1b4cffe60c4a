package dendro.modelservice.kafka;

import java.time.Duration;

/**
 * Lets something be done at once if it has not been done for a while, and otherwise when that while is over: what comes
 * together meanwhile is done together. For one thread.
 */
final class Pace {

    private final long interval;
    private long due = System.nanoTime();

    Pace(Duration interval) {
        this.interval = interval.toNanos();
    }

    boolean isDue() {
        return System.nanoTime() - due >= 0;
    }

    /** How long until it is due; zero if it is. */
    Duration untilDue() {
        return Duration.ofNanos(Math.max(0, due - System.nanoTime()));
    }

    /** It is done now. */
    void done() {
        due = System.nanoTime() + interval;
    }
}
