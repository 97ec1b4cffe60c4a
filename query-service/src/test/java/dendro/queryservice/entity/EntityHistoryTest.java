package dendro.queryservice.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datomic.Peer;
import dendro.cursor.Point;
import dendro.database.DatabaseAt;
import dendro.database.DatabaseLocation;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.Cancellation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reading that is no query keeps to what it is part of. */
class EntityHistoryTest {

    private static final String URI = "datomic:mem://" + UUID.randomUUID();
    private static final Duration TIME = Duration.ofSeconds(10);

    private static Databases databases;

    @BeforeAll
    static void open() {
        Peer.createDatabase(URI);
        databases = Databases.open(Map.of("trees", DatabaseLocation.parse(URI, Optional.empty())));
    }

    @AfterAll
    static void close() {
        databases.close();
        Peer.deleteDatabase(URI);
    }

    @Test
    void historyThatTakesTooLong_ends() {
        assertThat(Cancellation.within(TIME, () -> EntityHistory.of(newest(), ":db/ident", 100)))
                .isNotEmpty();
        assertThatThrownBy(() -> Cancellation.within(Duration.ZERO, () -> EntityHistory.of(newest(), ":db/ident", 100)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.QUERY_TIMEOUT));
    }

    @Test
    void historyThatIsCancelled_ends() {
        Cancellation cancellation = new Cancellation();

        assertThatThrownBy(() -> cancellation.run(() -> {
                    cancellation.cancel();
                    return EntityHistory.of(newest(), ":db/ident", 100);
                }))
                .hasMessageContaining("query-cancelled");
    }

    private static DatabaseAt newest() {
        return databases
                .named("trees")
                .observe(new Point.Newest(), Deadline.after(TIME))
                .at(new Point.Newest());
    }
}
