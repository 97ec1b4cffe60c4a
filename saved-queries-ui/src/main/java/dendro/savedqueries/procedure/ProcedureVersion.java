package dendro.savedqueries.procedure;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Optional;

/**
 * One version of a saved procedure.
 *
 * @param version counted from 1
 * @param note why it was saved
 */
record ProcedureVersion(
        String name,
        int version,
        Instant savedAt,
        String savedBy,
        Optional<String> note,
        @JsonUnwrapped ProcedureDraft draft) {}
