package dendro.savedqueries.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.problem.ProblemException;
import dendro.savedqueries.KeptRuns;
import dendro.savedqueries.TestClock;
import dendro.savedqueries.database.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is counted of runs. */
@ParameterizedClass
@EnumSource(TestStore.class)
class StatisticsTest {

    private final TestClock clock = new TestClock();
    private final Statistics statistics;
    private final KeptRuns runs;

    StatisticsTest(TestStore databases) {
        Jdbi store = databases.fresh();
        statistics = new Statistics(store);
        runs = new KeptRuns(store, clock);
    }

    @Test
    void runs_areCountedByDayTeamQueryAndCause() {
        UUID risk = runs.query("Of risk", "risk");
        UUID sales = runs.query("Of sales", "sales");
        // 22:30 in São Paulo, and half past one the next day in Greenwich.
        clock.pass(Duration.between(clock.instant(), Instant.parse("2026-03-05T01:30:00Z")));
        for (long millis : new long[] {10, 30, 20}) {
            runs.run(risk, "ana", "{}", "answered", "", millis);
        }
        runs.run(sales, "bo", "{}", "failed", "query-timeout", 5);
        clock.pass(Duration.ofHours(2));
        runs.run(sales, "ana", "{}", "answered", "", 100);

        Statistics.Counts counts =
                statistics.of(Period.of("2026-03-04", "2026-03-05", "America/Sao_Paulo", clock.instant()));

        assertThat(counts.totals().runs()).isEqualTo(5);
        assertThat(counts.totals().failures()).isEqualTo(1);
        assertThat(counts.totals().people()).isEqualTo(2);
        assertThat(counts.totals().queries()).isEqualTo(2);
        assertThat(counts.byDay())
                .containsExactly(
                        new Statistics.Day(LocalDate.parse("2026-03-04"), 4, 1),
                        new Statistics.Day(LocalDate.parse("2026-03-05"), 1, 0));
        assertThat(counts.peopleActive())
                .containsExactly(
                        new Statistics.ActiveDay(LocalDate.parse("2026-03-04"), 2),
                        new Statistics.ActiveDay(LocalDate.parse("2026-03-05"), 1));
        assertThat(counts.byTeam()).containsExactly(new Statistics.Team("risk", 3), new Statistics.Team("sales", 2));
        assertThat(counts.byQuery())
                .containsExactly(
                        new Statistics.ByQuery(risk, "Of risk", 3, 1), new Statistics.ByQuery(sales, "Of sales", 2, 2));
        assertThat(counts.slowest())
                .containsExactly(
                        new Statistics.Slow(sales, "Of sales", 100, 1), new Statistics.Slow(risk, "Of risk", 20, 3));
        assertThat(counts.failuresByCause()).containsExactly(new Statistics.Cause("query-timeout", 1));
    }

    @Test
    void whatLiesOutsideThePeriod_isNotCounted() {
        runs.run(runs.query("Old", "risk"), "ana", "{}", "answered", "", 1);
        clock.pass(Duration.ofDays(31));

        Statistics.Counts counts = statistics.of(Period.of(null, null, null, clock.instant()));

        assertThat(counts.totals().runs()).isZero();
        assertThat(counts.byDay()).isEmpty();
    }

    @Test
    void periodThatIsNone_isRefused() {
        assertThatThrownBy(() -> Period.of("2026-03-05", "2026-03-01", null, clock.instant()))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Period.of("yesterday", null, null, clock.instant()))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Period.of(null, null, "Mars/Olympus", clock.instant()))
                .isInstanceOf(ProblemException.class);
    }
}
