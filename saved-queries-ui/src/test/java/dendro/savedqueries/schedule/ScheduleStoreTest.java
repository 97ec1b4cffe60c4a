package dendro.savedqueries.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.savedqueries.database.TestStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Schedules and alerts, in both databases. */
@ParameterizedClass
@EnumSource(TestStore.class)
class ScheduleStoreTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private final Jdbi jdbi;
    private final ScheduleStore store;
    private final AlertStore alerts;
    private final UUID query = UUID.randomUUID();

    ScheduleStoreTest(TestStore databases) {
        jdbi = databases.fresh();
        store = new ScheduleStore(jdbi);
        alerts = new AlertStore(jdbi);
        jdbi.useHandle(handle -> handle.createUpdate("insert into saved_queries (id, owner, created_at, changed_at,"
                        + " version, name, description) values (:id, 'ana', current_timestamp, current_timestamp, 1,"
                        + " 'n', '')")
                .bind("id", query)
                .execute());
    }

    @Test
    void schedule_isReadAsItWasWritten() throws Exception {
        Schedule schedule = schedule(OptionalInt.of(3), NOON);
        store.add(schedule, NOON);
        Schedule newest = schedule(OptionalInt.empty(), NOON);
        store.add(newest, NOON.plusSeconds(1));

        assertThat(store.find(schedule.id())).contains(schedule);
        assertThat(store.list(10, 0)).containsExactly(schedule, newest);
        assertThat(store.list(10, 1)).containsExactly(newest);
        assertThat(store.ownedBy("ana")).isEqualTo(2);

        store.change(schedule.id(), newest.plan(), NOON.plusSeconds(9));
        store.remove(newest.id());

        assertThat(store.find(schedule.id()).orElseThrow().plan()).isEqualTo(newest.plan());
        assertThat(store.find(newest.id())).isEmpty();
    }

    @Test
    void timeThatHasCome_isTakenByOneOfMany() throws Exception {
        Set<UUID> due = new HashSet<>();
        for (int count = 0; count < 5; count++) {
            Schedule schedule = schedule(OptionalInt.empty(), NOON.minusSeconds(count));
            store.add(schedule, NOON);
            due.add(schedule.id());
        }
        store.add(schedule(OptionalInt.empty(), NOON.plusSeconds(1)), NOON);

        List<UUID> taken = byMany(() -> store.claim(NOON).map(Schedule::id));

        assertThat(taken).containsExactlyInAnyOrderElementsOf(due);
        assertThat(store.claim(NOON)).isEmpty();
        assertThat(store.find(taken.get(0)).orElseThrow().next()).isEqualTo("2026-03-05T07:30:00Z");
    }

    @Test
    void alert_isTakenByOneOfManyAndAgainIfNobodySaysWhatBecameOfIt() throws Exception {
        UUID run = run();
        alerts.add(UUID.randomUUID(), run, URI.create("http://hooks.example.com/"), "{}", NOON);

        List<UUID> taken =
                byMany(() -> alerts.claim(NOON, Duration.ofSeconds(30)).map(AlertStore.Waiting::id));

        assertThat(taken).hasSize(1);
        assertThat(alerts.claim(NOON.plusSeconds(29), Duration.ofSeconds(30))).isEmpty();
        assertThat(alerts.claim(NOON.plusSeconds(30), Duration.ofSeconds(30))
                        .orElseThrow()
                        .attempts())
                .isEqualTo(1);
        alerts.waits(taken.get(0), "not now", NOON.plusSeconds(40));
        assertThat(alerts.claim(NOON.plusSeconds(39), Duration.ofSeconds(30))).isEmpty();
        assertThat(alerts.claim(NOON.plusSeconds(40), Duration.ofSeconds(30))).isPresent();
        alerts.sent(taken.get(0));
        assertThat(alerts.claim(NOON.plusSeconds(900), Duration.ofSeconds(30))).isEmpty();
    }

    private static <T> List<T> byMany(Supplier<Optional<T>> claim) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Optional<T>>> work = Collections.nCopies(12, claim::get);
            List<T> taken = new ArrayList<>();
            for (Future<Optional<T>> done : threads.invokeAll(work)) {
                done.get().ifPresent(taken::add);
            }
            return taken;
        } finally {
            threads.shutdownNow();
        }
    }

    private UUID run() {
        UUID run = UUID.randomUUID();
        jdbi.useHandle(
                handle -> handle.createUpdate("insert into runs (id, person, roles, kind, parameters, text, args,"
                                + " allow_cartesian, started_at, instance, outcome) values (:id, 'ana', '', 'schedule', '{}', '',"
                                + " '[]', false, current_timestamp, :id, 'answered')")
                        .bind("id", run)
                        .execute());
        return run;
    }

    private Schedule schedule(OptionalInt version, Instant next) throws Exception {
        ObjectMapper json = new ObjectMapper();
        var when = json.readTree("{\"kind\":\"rows-above\",\"than\":3}");
        return new Schedule(
                UUID.randomUUID(),
                "ana",
                Set.of("analyst", "admin"),
                new Schedule.Plan(
                        query,
                        version,
                        (ObjectNode) json.readTree("{\"city\":\"São Paulo\"}"),
                        Timetable.of("day", "07:30", "UTC"),
                        5,
                        version.isPresent()
                                ? Optional.of(new Alert(
                                        URI.create("https://hooks.example.com/1"), Condition.read(when), when))
                                : Optional.empty()),
                next,
                Optional.empty(),
                Optional.empty());
    }
}
