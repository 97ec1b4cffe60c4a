package dendro.savedqueries.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dendro.savedqueries.KeptRuns;
import dendro.savedqueries.TestClock;
import dendro.savedqueries.database.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Days that are over are packed, and nobody sees it. */
@ParameterizedClass
@EnumSource(TestStore.class)
class RunDaysTest {

    private final TestClock clock = new TestClock();
    private final Jdbi store;
    private final Statistics statistics;
    private final RunDays days;
    private final KeptRuns runs;

    RunDaysTest(TestStore databases) {
        store = databases.fresh();
        statistics = new Statistics(store);
        days = new RunDays(store, clock);
        runs = new KeptRuns(store, clock);
    }

    @Test
    void countsOfAnyPeriodAndZone_areTheSameWhetherDaysArePackedOrNot() {
        Instant begin = clock.instant();
        Random random = new Random(5);
        List<UUID> queries = List.of(runs.query("Bills", "risk"), runs.query("Trees", "growth"));
        for (int run = 0; run < 120; run++) {
            clock.pass(Duration.ofMinutes(random.nextInt(120)));
            String outcome =
                    List.of("answered", "answered", "failed", "cancelled").get(random.nextInt(4));
            String cause = outcome.equals("failed") && random.nextBoolean() ? "query-timeout" : "";
            String person = "p" + random.nextInt(5);
            runs.run(queries.get(random.nextInt(2)), person, "{}", outcome, cause, random.nextInt(1000));
        }
        List<Period> periods = List.of(
                new Period(begin, clock.instant(), ZoneId.of("America/Sao_Paulo")),
                new Period(begin.plusSeconds(7_777), clock.instant().minusSeconds(90_000), ZoneId.of("Asia/Kolkata")),
                new Period(begin.minusSeconds(900_000), begin.plusSeconds(100_000), ZoneId.of("UTC")),
                new Period(begin.plusSeconds(1_000), begin.plusSeconds(9_000), ZoneId.of("UTC")));
        List<Statistics.Counts> before = periods.stream().map(statistics::of).toList();
        assertThat(before.get(0).totals().runs()).isGreaterThan(100);

        packAll();

        assertThat(days.daysLeft()).isZero();
        assertThat(periods.stream().map(statistics::of).toList()).isEqualTo(before);
    }

    @Test
    void packedDays_areNotReadRunByRun() {
        UUID query = runs.query("Bills", "risk");
        runs.run(query, "ana", "{}", "answered", "", 10);
        clock.pass(Duration.ofDays(3));
        packAll();
        // Of runs that are kept for ever this never happens.
        store.useHandle(handle -> handle.execute("delete from runs"));

        Statistics.Counts counts = statistics.of(Period.of("2026-03-02", "2026-03-02", "UTC", clock.instant()));

        assertThat(counts.totals().runs()).isEqualTo(1);
        assertThat(counts.byQuery()).containsExactly(new Statistics.ByQuery(query, "Bills", 1, 1));
        assertThat(counts.byDay()).containsExactly(new Statistics.Day(LocalDate.parse("2026-03-02"), 1, 0));
    }

    @Test
    void dayOfWhichARunIsUnderWay_waits() {
        UUID run = runs.run(runs.query("Bills", "risk"), "ana", "{}", "running", "", 0);
        clock.pass(Duration.ofDays(2));

        assertThat(days.packNext()).isFalse();
        assertThat(days.daysLeft()).isEqualTo(2);

        store.useHandle(handle -> handle.createUpdate("update runs set outcome = 'lost' where id = :id")
                .bind("id", run)
                .execute());
        assertThat(days.packNext()).isTrue();
        assertThat(days.daysLeft()).isEqualTo(1);
    }

    @Test
    void dayThatIsNotOver_isNotPacked() {
        runs.run(runs.query("Bills", "risk"), "ana", "{}", "answered", "", 10);
        clock.pass(Duration.ofHours(14).plusMinutes(30));

        assertThat(days.packNext()).isFalse();
    }

    @Test
    void withoutRuns_thereIsNothingToPack() {
        assertThat(days.packNext()).isFalse();
        assertThat(days.daysLeft()).isZero();
    }

    private void packAll() {
        boolean isMore = true;
        while (isMore) {
            isMore = days.packNext();
        }
    }
}
