package dendro.query;

import java.time.Duration;

/**
 * How much one query may take.
 *
 * @param time of running, not counting the wait for the cursor
 * @param rows that are returned; the rest is counted and cut
 */
public record QueryLimits(Duration time, int rows) {}
