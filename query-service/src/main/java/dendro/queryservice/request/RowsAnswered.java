package dendro.queryservice.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.cursor.ResolvedCursor;
import dendro.features.EntityAt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an answer, of which there are too many to name each: how many, from when to when, and as of which cursor if
 * all were read as of one. For one thread.
 */
public final class RowsAnswered {

    private long rows;
    private long failed;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private @Nullable ResolvedCursor cursor;
    private boolean ofOneCursor = true;

    /** A row that was read. */
    public void row(EntityAt at, ResolvedCursor basis) {
        rows++;
        moment(at.timestamp());
        ofOneCursor &= cursor == null || cursor.equals(basis);
        cursor = basis;
    }

    /** A row that could not be read. */
    public void failure(EntityAt at) {
        failed++;
        moment(at.timestamp());
    }

    private void moment(Instant timestamp) {
        first = first == null || timestamp.isBefore(first) ? timestamp : first;
        last = last == null || timestamp.isAfter(last) ? timestamp : last;
    }

    void addTo(ObjectNode facts) {
        if (first != null && last != null) {
            facts.putObject("timestamps").put("first", first.toString()).put("last", last.toString());
        }
        if (cursor != null && ofOneCursor) {
            cursor.forEach(facts.putObject("cursor")::put);
        }
        facts.put("rows", rows).put("failed", failed);
    }
}
