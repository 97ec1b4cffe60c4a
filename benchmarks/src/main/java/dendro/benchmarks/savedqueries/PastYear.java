package dendro.benchmarks.savedqueries;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What people ran in a year: few queries very often and most hardly ever, mostly by the team that they are saved for, by day
 * more than by night, and hardly at weekends. A run in twenty fails.
 */
final class PastYear {

    /** What the service keeps of results, and a little less than there is. */
    static final int RESULTS_MIB = 64;

    static final Duration LENGTH = Duration.ofDays(365);

    private static final int HOURS = (int) LENGTH.toHours();
    private static final Map<Integer, String> KINDS =
            Map.of(0, "redo", 1, "redo", 2, "reproduce", 3, "evolution", 4, "schedule", 5, "schedule", 6, "schedule");
    private static final List<String> CAUSES = List.of(
            "query-timeout",
            "query-timeout",
            "query-timeout",
            "query-invalid",
            "query-invalid",
            "too-many-rows",
            "overloaded",
            "cursor-not-reached");

    private final List<SavedQuery> queries;
    private final People people;
    private final int runs;
    private final Instant end;
    private final double[] hours = new double[HOURS + 1];

    PastYear(List<SavedQuery> queries, People people, int runs, Instant end) {
        this.queries = queries;
        this.people = people;
        this.runs = runs;
        this.end = end;
        for (int hour = 0; hour < HOURS; hour++) {
            hours[hour + 1] = hours[hour] + busyness(begin().plus(Duration.ofHours(hour)));
        }
    }

    private static double busyness(Instant at) {
        var time = at.atOffset(ZoneOffset.UTC);
        boolean isFree = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
        boolean isDay = time.getHour() >= 8 && time.getHour() < 20;
        return (isDay ? 1 : 0.1) * (isFree ? 0.15 : 1);
    }

    Instant begin() {
        return end.minus(LENGTH);
    }

    Instant end() {
        return end;
    }

    int runs() {
        return runs;
    }

    /** All runs, oldest first, the same ones each time. */
    void forEach(Consumer<PastRun> each) {
        SplittableRandom random = new SplittableRandom(1);
        Zipf popularity = new Zipf(queries.size());
        Zipf ranks = people.ranks();
        int hour = 0;
        for (int number = 0; number < runs; number++) {
            double busy = hours[HOURS] * (number + random.nextDouble()) / runs;
            while (hours[hour + 1] < busy) {
                hour++;
            }
            double part = (busy - hours[hour]) / (hours[hour + 1] - hours[hour]);
            Instant at = begin().plusMillis(
                            (long) ((hour + part) * Duration.ofHours(1).toMillis()));
            each.accept(run(at, popularity, ranks, random));
        }
    }

    private PastRun run(Instant at, Zipf popularity, Zipf ranks, RandomGenerator random) {
        boolean isSaved = random.nextInt(100) >= 3;
        SavedQuery query = queries.get(popularity.next(random));
        int team = random.nextInt(4) > 0 ? query.team() : random.nextInt(People.TEAMS.size());
        double usual = 20 * Math.exp((query.id().getLeastSignificantBits() & 1023) / 200.0);
        long elapsed = Math.round(usual * Math.exp(0.5 * random.nextGaussian()));
        String outcome = outcome(random.nextInt(1000));
        boolean isAnswered = outcome.equals("answered");
        return new PastRun(
                new UUID(random.nextLong(), random.nextLong()),
                isSaved ? Optional.of(query) : Optional.empty(),
                people.ofTeam(team, ranks, random),
                KINDS.getOrDefault(random.nextInt(50), "run"),
                at,
                outcome,
                elapsed,
                isAnswered ? OptionalLong.of(random.nextInt(2000)) : OptionalLong.empty(),
                outcome.equals("failed") ? Optional.of(Vocabulary.one(CAUSES, random)) : Optional.empty());
    }

    private static String outcome(int of1000) {
        return of1000 < 930 ? "answered" : of1000 < 985 ? "failed" : of1000 < 998 ? "cancelled" : "lost";
    }
}
