package dendro.savedqueries.run;

import dendro.savedqueries.database.Absent;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * How much each saved query is used: one row a query, kept up to date by every run of a version as it is, so that no list
 * counts runs. The median is that of the newest answers alone, whose times the row holds.
 */
final class QueryUsage {

    /** As many as fit where they are kept. */
    private static final int RECENT = 101;

    private QueryUsage() {}

    /** Counts a run that has ended, in the transaction in which that is written down. */
    static void ran(Handle handle, Run run) {
        Run.Subject subject = run.asked().subject();
        if (subject.query().isPresent() && subject.version().isPresent()) {
            count(handle, subject.query().get(), run);
        }
    }

    private static void count(Handle handle, UUID query, Run run) {
        handle.createUpdate("insert into saved_query_usage (query) values (:query) on conflict do nothing")
                .bind("query", query)
                .execute();
        String recent = handle.createQuery("select recent_ms from saved_query_usage where query = :query for update")
                .bind("query", query)
                .mapTo(String.class)
                .one();
        Deque<Long> times = new ArrayDeque<>();
        if (!recent.isEmpty()) {
            List.of(recent.split(" ", -1)).forEach(time -> times.add(Long.parseLong(time)));
        }
        if (run.outcome() == Outcome.ANSWERED) {
            run.elapsedMillis().ifPresent(times::add);
            while (times.size() > RECENT) {
                times.removeFirst();
            }
        }
        OffsetDateTime at = run.asked().startedAt().atOffset(ZoneOffset.UTC);
        int newPeople = run.asked().kind() == RunKind.SCHEDULE
                ? 0
                : person(handle, query, run.asked().person(), at);
        Update update = handle.createUpdate("update saved_query_usage set runs = runs + 1, people = people + :people,"
                + " failures = failures + :failures, recent_ms = :recent, median_ms = :median,"
                + " last_run = greatest(coalesce(last_run, :at), :at) where query = :query");
        Absent.bind(update, "median", median(times));
        update.bind("query", query)
                .bind("people", newPeople)
                .bind("failures", run.outcome() == Outcome.FAILED ? 1 : 0)
                .bind(
                        "recent",
                        String.join(" ", times.stream().map(String::valueOf).toList()))
                .bind("at", at)
                .execute();
    }

    private static int person(Handle handle, UUID query, String person, OffsetDateTime at) {
        int isNew = handle.createUpdate("insert into saved_query_people (query, person, runs, last_run)"
                        + " values (:query, :person, 0, :at) on conflict do nothing")
                .bind("query", query)
                .bind("person", person)
                .bind("at", at)
                .execute();
        handle.createUpdate("update saved_query_people set runs = runs + 1, last_run = greatest(last_run, :at)"
                        + " where query = :query and person = :person")
                .bind("query", query)
                .bind("person", person)
                .bind("at", at)
                .execute();
        return isNew;
    }

    private static OptionalLong median(Deque<Long> times) {
        List<Long> sorted = times.stream().sorted().toList();
        return sorted.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sorted.get(sorted.size() / 2));
    }
}
