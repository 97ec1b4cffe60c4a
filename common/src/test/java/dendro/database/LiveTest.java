package dendro.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.cursor.Point;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** There is no transactor to test with: what is held true here is what happens without one. */
class LiveTest {

    @Test
    void liveDatabaseWithoutATransactor_isUnavailableWithTheCauseAndTheOthersAreServed() {
        try (Databases databases = Databases.open(Map.of(
                "bills",
                live(Postgres.shared().holding("bills")),
                "customers",
                DatabasesTest.backup("customers", "")))) {
            assertThat(databases.named("bills").location().mode()).isEqualTo("live");
            assertThat(whyUnavailable(databases))
                    .contains("bills", "no transactor")
                    .doesNotContain("hush");
            assertThat(databases.named("customers").health()).isInstanceOf(NamedDatabase.Health.Available.class);
        }
    }

    @Test
    void liveDatabaseWhoseTransactorHasStopped_isUnavailableWithTheCause() {
        String jdbc = Postgres.shared().holding("bills");
        Postgres.leaveStoppedTransactor(jdbc);
        try (Databases databases = Databases.open(Map.of("bills", live(jdbc)))) {
            assertThat(whyUnavailable(databases)).contains("its transactor does not answer", "127.0.0.1");
        }
    }

    @Test
    void cursorInALiveDatabaseWithoutATransactor_isRefusedWithinTheDeadline() {
        try (Databases databases =
                Databases.open(Map.of("bills", live(Postgres.shared().holding("bills"))))) {
            Deadline deadline = Deadline.after(Duration.ofSeconds(5));

            for (Point point : List.of(new Point.Newest(), new Point.At(Instant.now()), new Point.Basis(1))) {
                assertThatThrownBy(() -> databases.named("bills").observe(point, deadline))
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                e -> assertThat(e.problem().type()).isEqualTo(ProblemType.DATABASE_UNAVAILABLE));
            }

            assertThat(deadline.remaining()).isPositive();
        }
    }

    @Test
    void storageWhoseLibraryIsMissing_isUnavailableWithTheCause() {
        DatabaseLocation dynamo = DatabaseLocation.parse("datomic:ddb://us-east-1/datomic/bills", Optional.empty());
        try (Databases databases = Databases.open(Map.of("bills", dynamo))) {
            assertThat(whyUnavailable(databases)).contains("class path");
        }
    }

    private static DatabaseLocation live(String jdbc) {
        return DatabaseLocation.parse("datomic:sql://bills?" + jdbc, Optional.empty());
    }

    private static String whyUnavailable(Databases databases) {
        databases.named("bills").awaitOpening(Deadline.after(Duration.ofSeconds(30)));
        return ((NamedDatabase.Health.Unavailable) databases.named("bills").health())
                .why()
                .detail();
    }
}
