package dendro.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The moment at which a caller stops waiting. */
public final class Deadline {

    private final Clock clock;
    private final Instant end;

    private Deadline(Clock clock, Instant end) {
        this.clock = clock;
        this.end = end;
    }

    /** A deadline this long from now on the system's clock. */
    public static Deadline after(Duration wait) {
        return after(wait, Clock.systemUTC());
    }

    /** A deadline this long from now on a clock. */
    public static Deadline after(Duration wait, Clock clock) {
        return new Deadline(clock, clock.instant().plus(wait));
    }

    /** What is left, never negative. */
    public Duration remaining() {
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Whether the moment comes before the deadline. */
    public boolean reaches(Instant moment) {
        return moment.isBefore(end);
    }
}
