package dendro.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.cursor.Point;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** There is no transactor to test with: what is held true here is what happens without one. */
class LiveTest {

    @Test
    void liveDatabaseWithoutATransactor_isUnavailableWithTheCauseAndTheOthersAreServed() {
        String jdbc = Postgres.shared().holding("bills");
        try (Databases databases = Databases.open(Map.of(
                "bills",
                DatabaseLocation.parse("datomic:sql://bills?" + jdbc, Optional.empty()),
                "customers",
                DatabasesTest.backup("customers", "")))) {
            NamedDatabase bills = databases.named("bills");

            assertThat(bills.location().mode()).isEqualTo("live");
            assertThat(bills.health())
                    .isInstanceOfSatisfying(NamedDatabase.Health.Unavailable.class, health -> assertThat(
                                    health.why().detail())
                            .contains("bills", "transactor")
                            .doesNotContain("hush"));
            assertThat(databases.named("customers").health()).isInstanceOf(NamedDatabase.Health.Available.class);
        }
    }

    @Test
    void cursorInALiveDatabaseWithoutATransactor_isRefusedWithinTheDeadline() {
        String jdbc = Postgres.shared().holding("bills");
        try (Databases databases = Databases.open(
                Map.of("bills", DatabaseLocation.parse("datomic:sql://bills?" + jdbc, Optional.empty())))) {
            Instant asked = Instant.now();

            for (Point point : new Point[] {new Point.Newest(), new Point.At(asked), new Point.Basis(1)}) {
                assertThatThrownBy(() -> databases.named("bills").observe(point, Deadline.after(Duration.ofSeconds(5))))
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                e -> assertThat(e.problem().type()).isEqualTo(ProblemType.DATABASE_UNAVAILABLE));
            }

            assertThat(Instant.now()).isBefore(asked.plusSeconds(5));
        }
    }

    @Test
    void liveDatabaseWhoseTransactorHasStopped_isUnavailableWithTheCause() {
        String jdbc = Postgres.shared().holding("bills");
        Postgres.leaveStoppedTransactor(jdbc);
        try (Databases databases = Databases.open(
                Map.of("bills", DatabaseLocation.parse("datomic:sql://bills?" + jdbc, Optional.empty())))) {
            assertThat(databases.named("bills").health())
                    .isInstanceOfSatisfying(NamedDatabase.Health.Unavailable.class, health -> assertThat(
                                    health.why().detail())
                            .contains("its transactor does not answer", "127.0.0.1"));
        }
    }

    @Test
    void storageWhoseLibraryIsMissing_isUnavailableWithTheCause() {
        try (Databases databases = Databases.open(
                Map.of("bills", DatabaseLocation.parse("datomic:ddb://us-east-1/datomic/bills", Optional.empty())))) {
            assertThat(databases.named("bills").health())
                    .isInstanceOfSatisfying(
                            NamedDatabase.Health.Unavailable.class,
                            health -> assertThat(health.why().detail()).contains("class path"));
        }
    }
}
