package dendro.savedqueries.savedquery;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of a saved query.
 *
 * @param version counted from 1
 * @param note why it was saved
 */
public record SavedVersion(int version, Instant savedAt, String savedBy, Optional<String> note, Draft draft) {}
