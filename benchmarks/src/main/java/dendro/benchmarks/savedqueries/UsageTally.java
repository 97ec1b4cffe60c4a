package dendro.benchmarks.savedqueries;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the service counts of a query with each of its runs; of runs that it lost it knows nothing. */
final class UsageTally {

    /** As many as the service keeps for the median. */
    private static final int RECENT = 101;

    private final Map<Integer, Use> people = new TreeMap<>();
    private final Deque<Long> recent = new ArrayDeque<>();
    private long runs;
    private long failures;
    private @Nullable Instant lastRun;

    /** What one person has run of it. */
    static final class Use {
        private long runs;
        private Instant last = Instant.MIN;

        long runs() {
            return runs;
        }

        Instant last() {
            return last;
        }
    }

    void count(PastRun run) {
        if (run.outcome().equals("lost")) {
            return;
        }
        runs++;
        lastRun = run.startedAt();
        if (run.outcome().equals("failed")) {
            failures++;
        }
        if (run.isAnswered()) {
            recent.add(run.elapsedMillis());
            if (recent.size() > RECENT) {
                recent.removeFirst();
            }
        }
        if (!run.kind().equals("schedule")) {
            Use use = people.computeIfAbsent(run.person(), unseen -> new Use());
            use.runs++;
            use.last = run.startedAt();
        }
    }

    long runs() {
        return runs;
    }

    long failures() {
        return failures;
    }

    @Nullable
    Instant lastRun() {
        return lastRun;
    }

    Map<Integer, Use> people() {
        return people;
    }

    String recent() {
        return recent.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    @Nullable
    Long median() {
        List<Long> sorted = recent.stream().sorted().toList();
        return sorted.isEmpty() ? null : sorted.get((sorted.size() - 1) / 2);
    }
}
