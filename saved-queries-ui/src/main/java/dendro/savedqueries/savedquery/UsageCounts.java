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

    /** As many as fit where they are kept. */
    static final int RECENT = 101;

    private UsageCounts() {}

    /**
     * What is counted of a run that has ended.
     *
     * @param person who ran it; empty if nobody did, as it was time
     * @param answeredMillis how long the answer took; empty if there is none
     * @param isFailed whether there was a problem instead
     */
    public record Ran(
            UUID query, Optional<String> person, Instant startedAt, OptionalLong answeredMillis, boolean isFailed) {}

    /** Counts a run, in the transaction in which its end is written down. */
    public static void count(Handle handle, Ran run) {
        handle.createUpdate("insert into saved_query_usage (query) values (:query) on conflict do nothing")
                .bind("query", run.query())
                .execute();
        String before = handle.createQuery("select recent_ms from saved_query_usage where query = :query for update")
                .bind("query", run.query())
                .mapTo(String.class)
                .one();
        int newPeople = run.person().isPresent()
                ? person(handle, run.query(), run.person().get(), run.startedAt())
                : 0;
        List<Long> recent = recent(before, run.answeredMillis());
        handle.createUpdate("update saved_query_usage set runs = runs + 1, people = people + :people,"
                        + " failures = failures + :failures, recent_ms = :recent, median_ms = :median,"
                        + " last_run = greatest(coalesce(last_run, :at), :at) where query = :query")
                .bind("query", run.query())
                .bind("people", newPeople)
                .bind("failures", run.isFailed() ? 1 : 0)
                .bind("recent", recent.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .bindByType("median", median(recent).orElse(null), Long.class)
                .bind("at", StoredInstant.of(run.startedAt()))
                .execute();
    }

    /** The row of the query is locked, so nobody else counts the same person meanwhile. */
    private static int person(Handle handle, UUID query, String person, Instant at) {
        int isNew = handle.createUpdate("insert into saved_query_people (query, person, runs, last_run)"
                        + " values (:query, :person, 0, :at) on conflict do nothing")
                .bind("query", query)
                .bind("person", person)
                .bind("at", StoredInstant.of(at))
                .execute();
        handle.createUpdate("update saved_query_people set runs = runs + 1, last_run = greatest(last_run, :at)"
                        + " where query = :query and person = :person")
                .bind("query", query)
                .bind("person", person)
                .bind("at", StoredInstant.of(at))
                .execute();
        return isNew;
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
