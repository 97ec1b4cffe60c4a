package dendro.asof;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.time.Duration;

/** Ends a batch that takes too long, however long a single row of it takes: every read looks at it. */
final class Stopwatch {

    private static final int READS_BETWEEN_LOOKS = 1 << 12;

    private final long end;
    private final Duration time;
    private int reads;

    Stopwatch(Duration time) {
        this.time = time;
        this.end = System.nanoTime() + time.toNanos();
    }

    /** Throws {@code query-timeout} if the time is over. */
    void tick() {
        if (++reads == READS_BETWEEN_LOOKS) {
            reads = 0;
            look();
        }
    }

    private void look() {
        if (System.nanoTime() > end) {
            throw timeout().exception();
        }
    }

    private Problem timeout() {
        return new Problem(
                ProblemType.QUERY_TIMEOUT,
                "Reading these rows takes longer than " + time.toMillis() + " ms; ask for fewer at a time.");
    }
}
