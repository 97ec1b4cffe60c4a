package dendro.savedqueries.savedquery;

import dendro.savedqueries.database.StoredInstant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Counts runs where lists read them: in one row a query. A list of thousands of queries must not count a million runs. The
 * median is that of the newest answers, whose times stand in the row: of all that ever were it would tell of the past.
 */
public final class UsageCounts {

    static final int RECENT = 99;

    private UsageCounts() {}

    /**
     * Counts a run that has ended, in the transaction in which that is written down.
     *
     * @param query of which it was a run
     * @param answeredMillis how long the answer took; empty if there is none
     */
    public static void ran(Handle handle, UUID query, String person, Instant startedAt, OptionalLong answeredMillis) {
        Optional<String> locked = handle.createQuery(
                        "select recent_ms from saved_query_usage where query = :query for update")
                .bind("query", query)
                .mapTo(String.class)
                .findOne();
        if (locked.isEmpty()) {
            return;
        }
        boolean isNewPerson = person(handle, query, person, startedAt);
        List<Long> recent = recent(locked.get(), answeredMillis);
        handle.createUpdate("update saved_query_usage set runs = runs + 1, people = people + :people,"
                        + " failures = failures + :failures, recent_ms = :recent, median_ms = :median,"
                        + " last_run = case when last_run is null or last_run < :at then :at else last_run end"
                        + " where query = :query")
                .bind("query", query)
                .bind("people", isNewPerson ? 1 : 0)
                .bind("failures", answeredMillis.isPresent() ? 0 : 1)
                .bind("recent", recent.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .bindByType("median", median(recent).orElse(null), Long.class)
                .bind("at", StoredInstant.of(startedAt))
                .execute();
    }

    /** The row of the query is locked, so nobody else counts the same person meanwhile. */
    private static boolean person(Handle handle, UUID query, String person, Instant at) {
        int known = handle.createUpdate("update saved_query_people set runs = runs + 1,"
                        + " last_run = case when last_run < :at then :at else last_run end"
                        + " where query = :query and person = :person")
                .bind("query", query)
                .bind("person", person)
                .bind("at", StoredInstant.of(at))
                .execute();
        if (known > 0) {
            return false;
        }
        handle.createUpdate("insert into saved_query_people (query, person, runs, last_run)"
                        + " values (:query, :person, 1, :at)")
                .bind("query", query)
                .bind("person", person)
                .bind("at", StoredInstant.of(at))
                .execute();
        return true;
    }

    private static List<Long> recent(String before, OptionalLong newest) {
        List<Long> times = new ArrayList<>();
        for (String time : before.split(" ", -1)) {
            if (!time.isEmpty()) {
                times.add(Long.valueOf(time));
            }
        }
        newest.ifPresent(times::add);
        return times.subList(Math.max(0, times.size() - RECENT), times.size());
    }

    private static Optional<Long> median(List<Long> times) {
        return times.isEmpty()
                ? Optional.empty()
                : Optional.of(times.stream().sorted().toList().get((times.size() - 1) / 2));
    }
}
