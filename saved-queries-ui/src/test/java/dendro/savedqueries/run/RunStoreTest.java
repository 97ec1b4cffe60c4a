package dendro.savedqueries.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dendro.problem.ProblemException;
import dendro.savedqueries.database.TestStore;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs, results and usage, in both databases. */
@ParameterizedClass
@EnumSource(TestStore.class)
class RunStoreTest {

    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");

    private final Jdbi jdbi;
    private final KeptResults results;
    private final RunStore store;

    RunStoreTest(TestStore databases) {
        jdbi = databases.fresh();
        results = new KeptResults(jdbi, 2_500_000);
        store = instance(MINUTE);
        store.beat();
    }

    private RunStore instance(Duration silence) {
        return new RunStore(jdbi, results, UUID.randomUUID(), silence, Clock.systemUTC());
    }

    @Test
    void run_isReadAsItWasWritten() throws Exception {
        Run.Asked asked = new Run.Asked(
                UUID.randomUUID(),
                new Run.Subject(Optional.empty(), OptionalInt.empty(), Optional.of("Late é bills")),
                "ana",
                Set.of("analyst", "admin"),
                RunKind.REDO,
                Optional.of(UUID.randomUUID()),
                Optional.empty(),
                json("{\"rate\":1.50}"),
                json("\"2026-03-04T09:00:00Z\""),
                new SentQuery(
                        "[:find ?x]",
                        (ArrayNode) json("[1.50,{\"edn\":\"2M\"}]"),
                        json("{\"$\":{\"database\":\"bills\"}}"),
                        true,
                        OptionalInt.of(7)),
                START);
        RunEnd end = new RunEnd(
                Outcome.ANSWERED,
                Optional.of(json("{\"bills\":1042}")),
                OptionalLong.of(3),
                Optional.of("d1"),
                List.of("text", "long"),
                OptionalLong.of(12),
                Optional.empty(),
                Optional.of(gzipped("{\"rows\":[]}")));

        Run ended = store.end(store.begin(asked), end);

        assertThat(store.find(asked.id()))
                .contains(ended)
                .contains(Run.begun(asked).ended(end));
        assertThat(text(results.find(asked.id()).orElseThrow())).isEqualTo("{\"rows\":[]}");
    }

    @Test
    void idThatIsTaken_isRefused() {
        Run run = begun("ana", START);

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store.begin(run.asked()));
    }

    @Test
    void runThatHasEnded_staysAsItEnded() {
        Run run = begun("ana", START);
        store.end(run, failed("query-timeout"));

        store.end(run, answered(5));

        assertThat(store.find(run.id()).orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void runsOfAnInstanceThatIsGone_areLost() {
        RunStore gone = instance(MINUTE);
        gone.beat();
        Run theirs = gone.begin(asked("ana", START));
        Run ours = begun("ana", START);

        store.beat();
        int whileAlive = store.loseAbandoned(() -> Set.of(ours.id()));
        // A minute later, when the other has been silent.
        jdbi.useHandle(handle -> handle.execute(
                "update instances set seen_at = seen_at - interval '2' minute where id <> ?", ours.id()));
        store.beat();
        store.beat();
        int afterwards = store.loseAbandoned(() -> Set.of(ours.id()));

        assertThat(whileAlive).isZero();
        assertThat(afterwards).isEqualTo(1);
        assertThat(store.find(theirs.id()).orElseThrow().outcome()).isEqualTo(Outcome.LOST);
        assertThat(store.find(ours.id()).orElseThrow().outcome()).isEqualTo(Outcome.RUNNING);
        // And it stays so if it was only slow.
        gone.end(theirs, answered(5));
        assertThat(store.find(theirs.id()).orElseThrow().outcome()).isEqualTo(Outcome.LOST);
    }

    @Test
    void instanceThatIsAlone_losesTheRunsOfThoseBeforeItAtOnce() {
        RunStore before = instance(MINUTE);
        before.beat();
        Run theirs = before.begin(asked("ana", START));

        store.isAlone();
        int lost = store.loseAbandoned(Set::of);

        assertThat(lost).isEqualTo(1);
        assertThat(store.find(theirs.id()).orElseThrow().outcome()).isEqualTo(Outcome.LOST);
    }

    @Test
    void instanceThatLeaves_losesItsRuns() {
        Run run = begun("ana", START);

        store.leave();

        assertThat(store.find(run.id()).orElseThrow().outcome()).isEqualTo(Outcome.LOST);
    }

    @Test
    void results_makeRoomForNewerOnes() throws Exception {
        Run first = begun("ana", START);
        Run second = begun("ana", START.plusSeconds(1));
        Run third = begun("ana", START.plusSeconds(2));
        byte[] large = new byte[1_200_000];
        new Random(7).nextBytes(large);

        for (Run run : List.of(first, second, third)) {
            store.end(run, answered(5, large));
        }

        assertThat(results.find(first.id())).isEmpty();
        assertThat(store.find(first.id()).orElseThrow().kept()).isFalse();
        assertThat(store.find(first.id()).orElseThrow().outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(store.find(second.id()).orElseThrow().kept()).isTrue();
        assertThat(store.find(third.id()).orElseThrow().kept()).isTrue();
        long parts = jdbi.withHandle(handle -> handle.createQuery("select sum(octet_length(content)) from result_parts")
                .mapTo(Long.class)
                .one());
        assertThat(parts).isEqualTo(2_400_000);
    }

    @Test
    void scheduleKeepsItsNewestResults() {
        UUID schedule = UUID.randomUUID();
        List<Run> runs =
                List.of(scheduled(schedule, START), scheduled(schedule, START.plusSeconds(1)), begun("ana", START));
        for (Run run : runs) {
            store.end(run, answered(5, new byte[] {1}));
        }

        results.keepNewest(schedule, 1);

        assertThat(runs.stream().map(run -> store.find(run.id()).orElseThrow().kept()))
                .containsExactly(false, true, true);
        assertThat(store.digestBefore(schedule, runs.get(1).id())).contains("d");
        assertThat(store.digestBefore(UUID.randomUUID(), runs.get(1).id())).isEmpty();
    }

    @Test
    void usage_isThatOfTheRunsOfTheQuery() {
        UUID query = saved();
        end(query, "ana", answered(30));
        end(query, "bo", answered(10));
        end(query, "ana", answered(20));
        end(query, "ana", failed("query-timeout"));
        end(query, "ana", RunEnd.without(Outcome.CANCELLED, 5000, NullNode.getInstance()));

        assertThat(usage(query)).isEqualTo("runs 5 people 2 failures 1 median 20");
    }

    @Test
    void usageCountsAllOfManyAtATime() throws Exception {
        UUID query = saved();
        var threads = java.util.concurrent.Executors.newFixedThreadPool(4);
        try {
            List<java.util.concurrent.Callable<Object>> work = java.util.Collections.nCopies(
                    40, () -> end(query, Thread.currentThread().getName(), answered(10)));
            for (var done : threads.invokeAll(work)) {
                var unused = done.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(usage(query)).startsWith("runs 40 people 4 failures 0");
    }

    @Test
    void runsAreFoundByWhatTheyAre() {
        UUID query = saved();
        Run one = end(query, "ana", answered(10));
        Run two = end(query, "bo", failed("x"));
        Run three = begun("ana", START.plusSeconds(9));

        assertThat(ids(Optional.of(query), Optional.empty(), Optional.empty()))
                .containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(ids(Optional.empty(), Optional.of("ana"), Optional.empty())).containsExactly(three.id(), one.id());
        assertThat(ids(Optional.empty(), Optional.empty(), Optional.of(Outcome.FAILED)))
                .containsExactly(two.id());
    }

    @Test
    void pageOfRuns_isNewestFirstWithinWhatIsAskedFor() {
        List<UUID> oldestFirst = List.of(
                begun("ana", START.plusSeconds(1)).id(),
                begun("ana", START.plusSeconds(2)).id(),
                begun("ana", START.plusSeconds(3)).id(),
                begun("ana", START.plusSeconds(4)).id());
        var unused = begun("bo", START.plusSeconds(5));

        RunStore.Page page = store.list(new RunStore.Filter(
                Optional.empty(), Optional.of("ana"), Optional.of(Outcome.RUNNING), Optional.empty(), 2, 1));

        assertThat(page.total()).isEqualTo(4);
        assertThat(page.runs().stream().map(Run::id)).containsExactly(oldestFirst.get(2), oldestFirst.get(1));
    }

    private List<UUID> ids(Optional<UUID> query, Optional<String> person, Optional<Outcome> outcome) {
        RunStore.Page page = store.list(new RunStore.Filter(query, person, outcome, Optional.empty(), 10, 0));
        assertThat(page.total()).isEqualTo(page.runs().size());
        return page.runs().stream().map(Run::id).toList();
    }

    private String usage(UUID query) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select runs, people, failures, median_ms from saved_query_usage where query = :query")
                .bind("query", query)
                .map((row, context) -> "runs %d people %d failures %d median %d"
                        .formatted(
                                row.getLong("runs"),
                                row.getLong("people"),
                                row.getLong("failures"),
                                row.getLong("median_ms")))
                .one());
    }

    private UUID saved() {
        UUID query = UUID.randomUUID();
        jdbi.useHandle(handle -> handle.createUpdate("insert into saved_queries (id, owner, created_at, changed_at,"
                        + " version, name, description) values (:id, 'ana', current_timestamp, current_timestamp, 1,"
                        + " 'n', '')")
                .bind("id", query)
                .execute());
        return query;
    }

    private Run begun(String person, Instant at) {
        return store.begin(asked(person, at));
    }

    private Run scheduled(UUID schedule, Instant at) {
        Run.Asked plain = asked("schedules", at);
        return store.begin(new Run.Asked(
                plain.id(),
                plain.subject(),
                plain.person(),
                plain.roles(),
                RunKind.SCHEDULE,
                Optional.empty(),
                Optional.of(schedule),
                plain.parameters(),
                plain.cursor(),
                plain.sent(),
                at));
    }

    private Run end(UUID query, String person, RunEnd end) {
        Run.Asked plain = asked(person, START);
        Run run = store.begin(new Run.Asked(
                plain.id(),
                new Run.Subject(Optional.of(query), OptionalInt.of(1), Optional.of("n")),
                person,
                plain.roles(),
                RunKind.RUN,
                Optional.empty(),
                Optional.empty(),
                plain.parameters(),
                plain.cursor(),
                plain.sent(),
                START));
        return store.end(run, end);
    }

    private static Run.Asked asked(String person, Instant at) {
        return new Run.Asked(
                UUID.randomUUID(),
                Run.Subject.NONE,
                person,
                Set.of("analyst"),
                RunKind.RUN,
                Optional.empty(),
                Optional.empty(),
                json("{}"),
                NullNode.getInstance(),
                new SentQuery("[:find ?x]", (ArrayNode) json("[]"), NullNode.getInstance(), false, OptionalInt.empty()),
                at);
    }

    private static RunEnd answered(long millis) {
        return ended(millis, Optional.empty());
    }

    private static RunEnd answered(long millis, byte[] result) {
        return ended(millis, Optional.of(result));
    }

    private static RunEnd ended(long millis, Optional<byte[]> result) {
        return new RunEnd(
                Outcome.ANSWERED,
                Optional.of(json("{\"bills\":1}")),
                OptionalLong.of(1),
                Optional.of("d"),
                List.of(),
                OptionalLong.of(millis),
                Optional.empty(),
                result);
    }

    private static RunEnd failed(String cause) {
        return RunEnd.without(Outcome.FAILED, 9000, json("{\"type\":\"urn:dendro:problem:" + cause + "\"}"));
    }

    private static byte[] gzipped(String text) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String text(InputStream stream) throws Exception {
        try (stream) {
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper()
                    .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
