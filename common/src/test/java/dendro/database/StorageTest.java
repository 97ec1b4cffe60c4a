package dendro.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.cursor.Point;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL storage, read without a transactor. */
class StorageTest {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration SETTLE = Duration.ofMillis(30);

    @Test
    void storage_isReadWithoutATransactor() {
        String jdbc = Postgres.shared().holding("bills");

        try (Databases databases = Databases.open(Map.of("bills", storage("bills", jdbc, NEVER)))) {
            assertThat(databases.named("bills").location().mode()).isEqualTo("storage");
            assertThat(newestT(databases)).isEqualTo(5500);
        }
    }

    @Test
    void storage_takesNoRightsButToSelect() {
        String jdbc = Postgres.reader(Postgres.shared().holding("bills"));

        try (Databases databases = Databases.open(Map.of("bills", storage("bills", jdbc, NEVER)))) {
            assertThat(newestT(databases)).isEqualTo(5500);
        }
    }

    @Test
    void databasesOfOneNameInTwoStores_areNotMixedUp() {
        String older = Postgres.shared().newStorage();
        Postgres.restore("bills", 1, older);
        String newer = Postgres.shared().holding("bills");

        try (Databases databases = Databases.open(
                Map.of("older", storage("bills", older, NEVER), "newer", storage("bills", newer, NEVER)))) {
            assertThat(newestT(databases.named("older"))).isEqualTo(4040);
            assertThat(newestT(databases.named("newer"))).isEqualTo(5500);
        }
    }

    @Test
    void storage_isLookedAtAgainEveryRefresh() {
        String jdbc = Postgres.shared().newStorage();
        Postgres.restore("bills", 1, jdbc);

        try (Databases databases = Databases.open(Map.of("bills", storage("bills", jdbc, Duration.ofMillis(100))))) {
            assertThat(newestT(databases)).isEqualTo(4040);

            Postgres.restore("bills", 0, jdbc);

            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> newestT(databases) == 5500);
        }
    }

    @Test
    void cursorThatStorageHasNotReached_hasItLookedAtAgain() {
        String jdbc = Postgres.shared().newStorage();
        Postgres.restore("bills", 1, jdbc);

        try (Databases databases = Databases.open(Map.of("bills", storage("bills", jdbc, NEVER)))) {
            Postgres.restore("bills", 0, jdbc);

            assertThat(newestT(databases)).isEqualTo(4040);
            Point later = new Point.Basis(5500);
            assertThat(databases.named("bills").observe(later, soon()).at(later).t())
                    .isEqualTo(5500);
        }
    }

    @Test
    void idleStorage_isObservedLaterThanTheCursorAndDoesNotBlock() {
        String jdbc = Postgres.shared().holding("bills");

        try (Databases databases = Databases.open(Map.of("bills", storage("bills", jdbc, NEVER)))) {
            Instant now = Instant.now();
            ObservedDatabase observed = databases.named("bills").observe(now, soon());

            assertThat(observed.observedAt()).isAfter(now);
            assertThat(Instant.now()).isAfter(now.plus(SETTLE));
            assertThat(observed.at(now).t()).isEqualTo(5500);
        }
    }

    @Test
    void cursorBeyondTheDeadline_isNotReachedAndNotWaitedFor() {
        String jdbc = Postgres.shared().holding("bills");

        try (Databases databases = Databases.open(Map.of("bills", storage("bills", jdbc, NEVER)))) {
            Instant asked = Instant.now();
            Instant tomorrow = asked.plus(NEVER);
            ObservedDatabase observed = databases.named("bills").observe(tomorrow, soon());

            assertThatThrownBy(() -> observed.at(tomorrow))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().type()).isEqualTo(ProblemType.CURSOR_NOT_REACHED));
            assertThat(Instant.now()).isBefore(asked.plusSeconds(5));
        }
    }

    @Test
    void databaseThatItsStorageDoesNotHold_isNamedWithoutThePassword() {
        String jdbc = Postgres.shared().holding("bills");

        assertThat(whyUnavailable(storage("bill", jdbc, NEVER)))
                .contains("holds no database of that name", "bill?")
                .doesNotContain("hush");
    }

    @Test
    void storageThatIsStoppedAndStartedAgain_isLostAndRegainedAndTheOthersAreServed(@TempDir Path data)
            throws Exception {
        try (Postgres postgres = Postgres.in(data)) {
            String jdbc = postgres.holding("bills");
            try (Databases databases = Databases.open(Map.of(
                    "bills",
                    storage("bills", jdbc, Duration.ofMillis(100)),
                    "customers",
                    DatabasesTest.backup("customers", "")))) {
                NamedDatabase bills = databases.named("bills");
                Instant past = Instant.parse("2014-06-01T00:00:00Z");
                long then = bills.observe(past, soon()).at(past).t();

                postgres.stop();

                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !isAvailable(bills));
                assertThatThrownBy(() -> bills.newest(soon()))
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                e -> assertThat(e.problem().type()).isEqualTo(ProblemType.DATABASE_UNAVAILABLE))
                        .hasMessageContaining("bills");
                assertThat(bills.observe(past, soon()).at(past).t()).isEqualTo(then);
                assertThat(isAvailable(databases.named("customers"))).isTrue();

                postgres.startAgain(data);

                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isAvailable(bills));
                assertThat(newestT(databases)).isEqualTo(5500);
            }
        }
    }

    private static DatabaseLocation storage(String name, String jdbc, Duration refresh) {
        return DatabaseLocation.parse(
                Postgres.readOnly(name, jdbc), Optional.empty(), Optional.of(refresh), Optional.of(SETTLE));
    }

    private static String whyUnavailable(DatabaseLocation location) {
        try (Databases databases = Databases.open(Map.of("bills", location))) {
            databases.named("bills").awaitOpening(Deadline.after(Duration.ofSeconds(30)));
            return ((NamedDatabase.Health.Unavailable) databases.named("bills").health())
                    .why()
                    .detail();
        }
    }

    private static boolean isAvailable(NamedDatabase database) {
        return database.health() instanceof NamedDatabase.Health.Available;
    }

    private static long newestT(Databases databases) {
        return newestT(databases.named("bills"));
    }

    private static long newestT(NamedDatabase database) {
        return database.newest(soon()).newest().basisT();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(5));
    }
}
