package dendro.benchmarks.savedqueries;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A run that has ended.
 *
 * @param query of which it was; empty if the text was not saved
 * @param rows of its answer
 * @param cause why there is none
 */
record PastRun(
        UUID id,
        Optional<SavedQuery> query,
        int person,
        String kind,
        Instant startedAt,
        String outcome,
        long elapsedMillis,
        OptionalLong rows,
        Optional<String> cause) {

    boolean isAnswered() {
        return outcome.equals("answered");
    }
}
