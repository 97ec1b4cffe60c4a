package dendro.savedqueries.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Counts runs, one after the other, by day of a zone, query and cause. It takes a few bytes of memory for each run that was
 * answered, for the medians, and a bit for each person who ran a query.
 */
final class RunTally {

    /** A failure of which nobody knows why. */
    static final String UNKNOWN = "unknown";

    private final ZoneId zone;
    private final Map<UUID, OfQuery> queries = new HashMap<>();
    private final OfQuery unsaved = new OfQuery();
    private final Map<String, Integer> people = new HashMap<>();
    private final BitSet active = new BitSet();
    private final Map<String, Counter> causes = new HashMap<>();
    private final Map<LocalDate, OfDay> days = new TreeMap<>();
    private OfDay today = new OfDay();
    private long todayBegins = Long.MAX_VALUE;
    private long todayEnds = Long.MIN_VALUE;
    private long runs;
    private long failures;
    private long rows;

    RunTally(ZoneId zone) {
        this.zone = zone;
    }

    /** How often. */
    static final class Counter {
        private long count;

        long count() {
            return count;
        }
    }

    /** What is counted of a query. */
    static final class OfQuery {
        private final BitSet people = new BitSet();
        private long runs;
        private int[] millis = {};
        private int answered;

        long runs() {
            return runs;
        }

        int people() {
            return people.cardinality();
        }

        long answered() {
            return answered;
        }

        private void took(long elapsed) {
            if (answered == millis.length) {
                millis = Arrays.copyOf(millis, Math.max(8, answered * 2));
            }
            millis[answered++] = (int) Math.min(elapsed, Integer.MAX_VALUE);
        }

        /** Of the answers' times the one in the middle, the lower of two. */
        long medianMillis() {
            int[] sorted = Arrays.copyOf(millis, answered);
            Arrays.sort(sorted);
            return sorted[(answered - 1) / 2];
        }
    }

    /** What is counted of a day. */
    static final class OfDay {
        private final BitSet people = new BitSet();
        private long runs;
        private long failures;

        long runs() {
            return runs;
        }

        long failures() {
            return failures;
        }

        int people() {
            return people.cardinality();
        }
    }

    /** Where runs of a query are counted. */
    OfQuery query(UUID query) {
        return queries.computeIfAbsent(query, unseen -> new OfQuery());
    }

    /** Where runs of texts are counted that were not saved. */
    OfQuery unsaved() {
        return unsaved;
    }

    /** The number of a person. */
    int person(String name) {
        int next = people.size();
        return people.computeIfAbsent(name, unseen -> next);
    }

    /** Where failures are counted that have the same cause. */
    Counter cause(String cause) {
        return causes.computeIfAbsent(cause, unseen -> new Counter());
    }

    /** Counts a run. */
    void count(CountedRun run) {
        UUID query = run.query();
        count(
                run.startedAt().toEpochMilli(),
                query == null ? unsaved : query(query),
                person(run.person()),
                run.elapsedMillis().orElse(-1),
                run.rows().orElse(-1),
                run.result() == CountedRun.Result.ANSWERED);
        if (run.result() == CountedRun.Result.FAILED) {
            String cause = run.cause();
            countFailure(cause(cause == null ? UNKNOWN : cause));
        }
    }

    /**
     * Counts a run.
     *
     * @param elapsed milliseconds; below 0 if they are not known
     * @param answer rows of it; below 0 if they are not known
     */
    void count(long at, OfQuery query, int person, long elapsed, long answer, boolean isAnswered) {
        if (at < todayBegins || at >= todayEnds) {
            turnTo(at);
        }
        runs++;
        rows += Math.max(0, answer);
        active.set(person);
        today.runs++;
        today.people.set(person);
        query.runs++;
        query.people.set(person);
        if (isAnswered && elapsed >= 0) {
            query.took(elapsed);
        }
    }

    /** Counts the run that was counted last as a failure. */
    void countFailure(Counter cause) {
        failures++;
        today.failures++;
        cause.count++;
    }

    private void turnTo(long at) {
        LocalDate day = Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
        todayBegins = day.atStartOfDay(zone).toInstant().toEpochMilli();
        todayEnds = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        today = days.computeIfAbsent(day, unseen -> new OfDay());
    }

    long runs() {
        return runs;
    }

    long failures() {
        return failures;
    }

    long rows() {
        return rows;
    }

    int people() {
        return active.cardinality();
    }

    /** In their order. */
    Map<LocalDate, OfDay> days() {
        return days;
    }

    Map<UUID, OfQuery> queries() {
        return queries;
    }

    Map<String, Counter> causes() {
        return causes;
    }
}
