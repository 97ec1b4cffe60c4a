package dendro.queryservice.query;

import dendro.query.Cancellation;
import dendro.queryservice.caller.Caller;
import java.time.Instant;
import java.util.UUID;

/**
 * A query from its arrival until its answer has been sent.
 *
 * @param id by which it is cancelled
 * @param caller who asked
 * @param query as it came
 * @param began when it arrived
 * @param cancellation ends it
 */
record RunningQuery(UUID id, Caller caller, String query, Instant began, Cancellation cancellation) {}
