package dendro.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datomic.Connection;
import datomic.Peer;
import datomic.Util;
import dendro.cursor.Point;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObservedDatabaseTest {

    private static final Instant FIRST = Instant.parse("2014-01-01T00:00:00Z");

    private final String uri = "datomic:mem://" + UUID.randomUUID();
    private Connection connection;
    private Databases databases;

    @BeforeEach
    void open() {
        Peer.createDatabase(uri);
        connection = Peer.connect(uri);
        databases = Databases.open(Map.of("people", DatabaseLocation.parse(uri, Optional.empty())));
    }

    @AfterEach
    void close() {
        databases.close();
        Peer.deleteDatabase(uri);
    }

    @Test
    void instant_resolvesToTheNewestTransactionAtOrBeforeIt() throws Exception {
        long first = transactAt(FIRST);
        long second = transactAt(FIRST.plusSeconds(60));

        ObservedDatabase observed = newest();

        assertThat(observed.at(FIRST).t()).isEqualTo(first);
        assertThat(observed.at(FIRST.plusSeconds(59)).t()).isEqualTo(first);
        assertThat(observed.at(FIRST.plusSeconds(60)).t()).isEqualTo(second);
        assertThat(observed.at(FIRST.plusSeconds(99_999_999)).t()).isEqualTo(second);
    }

    @Test
    void instantsThatShareAMillisecond_resolveToTheLastOfThem() throws Exception {
        transactAt(FIRST);
        transactAt(FIRST);
        long last = transactAt(FIRST);

        assertThat(newest().at(FIRST).t()).isEqualTo(last);
    }

    @Test
    void instantBeforeTheFirstTransaction_seesNothing() throws Exception {
        transactAt(FIRST);

        assertThat(newest().at(FIRST.minusMillis(1)).t()).isLessThan(1000);
        assertThat(newest().at(Instant.parse("1950-01-01T00:00:00Z")).t()).isZero();
    }

    @Test
    void basisBeyondTheNewestTransaction_isNotReached() throws Exception {
        long t = transactAt(FIRST);

        assertThat(newest().at(new Point.Basis(t)).t()).isEqualTo(t);
        assertThatThrownBy(() -> newest().at(new Point.Basis(t + 1)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.CURSOR_NOT_REACHED));
    }

    @Test
    void instantToCome_isNotReachedBeforeTheDeadline() {
        Instant tomorrow = Instant.now().plusSeconds(86_400);

        ObservedDatabase observed = databases.named("people").observe(tomorrow, Deadline.after(Duration.ofMillis(50)));

        assertThatThrownBy(() -> observed.at(tomorrow)).hasMessageContaining("cursor-not-reached");
    }

    @Test
    void instantThatComesSoon_isWaitedForAndIdleDatabaseDoesNotBlock() {
        Instant soon = Instant.now().plusMillis(120);

        ObservedDatabase observed = databases.named("people").observe(soon, Deadline.after(Duration.ofSeconds(5)));

        assertThat(observed.observedAt()).isAfter(soon);
        assertThat(observed.at(soon).t()).isPositive();
    }

    /** Reads as of the present moment, again and again, while transactions rush in; no reading may turn out wrong later. */
    @Test
    void whatWasReadAsOfAnInstant_neverChangesAfterwards() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            while (!stop.get()) {
                transactNow();
            }
        });
        Map<Instant, Long> read = new LinkedHashMap<>();
        writer.start();
        try {
            Instant end = Instant.now().plusMillis(1500);
            while (Instant.now().isBefore(end)) {
                Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
                ObservedDatabase observed =
                        databases.named("people").observe(now, Deadline.after(Duration.ofSeconds(5)));
                read.put(now, observed.at(now).t());
            }
        } finally {
            stop.set(true);
            writer.join();
        }

        ObservedDatabase afterwards = newest();
        List<String> changed = new ArrayList<>();
        read.forEach((instant, t) -> {
            if (afterwards.at(instant).t() != t) {
                changed.add(instant + " was t " + t + ", is t "
                        + afterwards.at(instant).t());
            }
        });
        assertThat(Set.copyOf(read.values())).hasSizeGreaterThan(10);
        assertThat(changed).isEmpty();
    }

    private void transactNow() {
        try {
            var unused = connection
                    .transact(List.of(Util.map(":db/doc", UUID.randomUUID().toString())))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObservedDatabase newest() {
        return databases.named("people").newest(Deadline.after(Duration.ofSeconds(5)));
    }

    private long transactAt(Instant instant) throws Exception {
        connection
                .transact(List.of(
                        Util.map(":db/id", "datomic.tx", ":db/txInstant", Date.from(instant)),
                        Util.map(":db/doc", UUID.randomUUID().toString())))
                .get();
        return connection.db().basisT();
    }
}
