package dendro.savedqueries.savedquery;

import java.time.Instant;
import java.util.Optional;

/**
 * What is counted of the runs of a query.
 *
 * @param runs how many there were
 * @param people how many have run it themselves
 * @param medianMs of the time that the newest answers took, up to {@value UsageCounts#RECENT} of them
 * @param failures runs with a problem instead of an answer
 */
public record Usage(long runs, int people, Optional<Instant> lastRun, Optional<Long> medianMs, long failures) {}
