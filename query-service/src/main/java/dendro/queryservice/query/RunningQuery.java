package dendro.queryservice.query;

import dendro.query.Cancellation;
import dendro.queryservice.caller.Caller;
import java.time.Instant;
import java.util.UUID;

/**
 * A query, or other work of analysts, from its arrival until its answer has been sent.
 *
 * @param id by which it is cancelled
 * @param caller who asked
 * @param query as it came; of other work, what is read
 * @param began when it arrived
 * @param cancellation ends it
 */
public record RunningQuery(UUID id, Caller caller, String query, Instant began, Cancellation cancellation) {}
