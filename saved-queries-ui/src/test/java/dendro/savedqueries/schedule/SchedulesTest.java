package dendro.savedqueries.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dendro.savedqueries.run.RunWorld;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules over HTTP, and a server that is told of answers. */
class SchedulesTest {

    private static final CopyOnWriteArrayList<String> TOLD = new CopyOnWriteArrayList<>();
    private static final AtomicInteger REFUSALS = new AtomicInteger();
    private static final HttpServer HOOK = hook();
    private static final String HOST = "127.0.0.1:" + HOOK.getAddress().getPort();
    private static final RunWorld WORLD = RunWorld.start("""
            schedules: {token: %s, webhooks: ["%s"], look: 100ms, firstRetry: 100ms, attempts: 3}
            """.formatted(RunWorld.token("sam"), HOST));

    private static final String CITIES =
            "[:find ?id ?limit :keys id limit :in $customers ?least :where [$customers ?c :customer/limit ?limit]"
                    + " [(<= ?least ?limit)] [$customers ?c :customer/id ?id]]";
    private static final String LEAST = "[{\"name\": \"least\", \"type\": \"number\", \"default\": 0}]";

    private static HttpServer hook() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                boolean refused = exchange.getRequestURI().getPath().equals("/late") && REFUSALS.getAndDecrement() > 0;
                if (!refused) {
                    TOLD.add(exchange.getRequestURI().getPath() + " " + body);
                }
                exchange.sendResponseHeaders(refused ? 503 : 204, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterAll
    static void close() {
        WORLD.close();
        HOOK.stop(0);
    }

    @Test
    void scheduleRunsWhenItIsTimeAndTellsOfAnAnswer() {
        UUID query = WORLD.save("Limits", CITIES, LEAST, Optional.empty());
        JsonNode schedule = add(query, "{\"least\": 2000}", "rows-above", "\"than\": 0", "/rows");
        String id = schedule.path("id").asText();
        assertThat(schedule.path("at").asText()).isEqualTo("07:30");
        assertThat(Instant.parse(schedule.path("next-run").asText())).isAfter(Instant.now());

        due(id);

        await(() -> told("/rows") == 1);
        JsonNode runs = WORLD.get("ana", "/api/runs?schedule=" + id).ok();
        assertThat(runs.path("total").asInt()).isEqualTo(1);
        JsonNode run = runs.path("runs").path(0);
        assertThat(run.path("kind").asText()).isEqualTo("schedule");
        assertThat(run.path("person").asText()).isEqualTo("sam");
        assertThat(run.path("rows").asInt()).isEqualTo(1);
        assertThat(WORLD.get("bo", "/api/runs/" + run.path("id").asText() + "/result")
                        .ok()
                        .path("rows")
                        .toString())
                .isEqualTo("[[\"cus-ilex\",2500]]");
        String told = TOLD.stream()
                .filter(text -> text.startsWith("/rows"))
                .findFirst()
                .orElseThrow();
        assertThat(told)
                .contains(run.path("id").asText(), query.toString(), "The answer has 1 rows, above 0.", "\"rows\":1")
                .doesNotContain("cus-ilex", "2500");
        await(() -> WORLD.get("ana", "/api/schedules/" + id)
                .ok()
                .path("last-run-id")
                .equals(run.path("id")));
        JsonNode after = WORLD.get("ana", "/api/schedules/" + id).ok();
        assertThat(after.path("trouble").isNull()).isTrue();
        assertThat(Instant.parse(after.path("next-run").asText())).isAfter(Instant.now());
    }

    @Test
    void answerThatIsAnotherOne_isTold() {
        UUID query = WORLD.save(
                "Cities",
                "[:find ?city :in $customers ?id :where [$customers ?c :customer/id ?id] [$customers ?c :customer/city ?city]]",
                "[{\"name\": \"id\", \"type\": \"text\"}]",
                Optional.empty());
        WORLD.transact("[{:customer/id \"cus-tilia\" :customer/city \"Berlin\"}]");
        String id = add(query, "{\"id\": \"cus-tilia\"}", "changed", "\"x\": 0", "/changed")
                .path("id")
                .asText();

        due(id);
        await(() -> runs(id) == 1);
        due(id);
        await(() -> runs(id) == 2);
        assertThat(told("/changed")).isZero();
        WORLD.transact("[{:customer/id \"cus-tilia\" :customer/city \"Vienna\"}]");
        due(id);

        await(() -> told("/changed") == 1);
        assertThat(runs(id)).isEqualTo(3);
    }

    @Test
    void alertThatIsNotTaken_isTriedAgainAndGivenUpInTheEnd() {
        UUID query = WORLD.save("Late", CITIES, LEAST, Optional.empty());
        String id = add(query, "{}", "value-above", "\"column\": \"limit\", \"than\": 100", "/late")
                .path("id")
                .asText();
        REFUSALS.set(1);

        due(id);

        await(() -> told("/late") == 1);
        await(() -> alerts(id, "sent") == 1);
        REFUSALS.set(100);
        due(id);
        await(() -> alerts(id, "failed") == 1);
        assertThat(told("/late")).isEqualTo(1);
        String trouble = WORLD.store().withHandle(handle -> handle.createQuery(
                        "select attempts || ' ' || trouble from alerts where schedule = :id and state = 'failed'")
                .bind("id", UUID.fromString(id))
                .mapTo(String.class)
                .one());
        assertThat(trouble).isEqualTo("3 It was answered with status 503.");
    }

    @Test
    void scheduleThatFails_saysWhyAndGoesOn() {
        UUID query = WORLD.save(
                "Wrong", "[:find ?x :in $customers :where [$customers ?x :customer/none ?y]]", "[]", Optional.empty());
        String id = add(query, "{}", "rows-above", "\"than\": 0", "/wrong")
                .path("id")
                .asText();

        due(id);

        await(() ->
                !WORLD.get("ana", "/api/schedules/" + id).ok().path("trouble").isNull());
        assertThat(WORLD.get("ana", "/api/schedules/" + id).ok().path("trouble").asText())
                .contains(":customer/none");
        assertThat(WORLD.get("ana", "/api/runs?schedule=" + id + "&outcome=failed")
                        .ok()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void schedulesAreChangedByTheirOwnersAndAdmins() {
        UUID query = WORLD.save("Owned", CITIES, LEAST, Optional.empty());
        String id = add(query, "{}", "changed", "\"x\": 0", "/owned").path("id").asText();
        String path = "/api/schedules/" + id;
        String change = plan(query, "{}", "rows-below", "\"than\": 3", "/owned")
                .replace("day", "week")
                .replace("07:30", "monday 08:00");

        RunWorld.Response others = WORLD.send("PUT", "bo", path, change);
        RunWorld.Response own = WORLD.send("PUT", "ana", path, change);

        assertThat(others.problem()).isEqualTo("not-permitted");
        assertThat(own.ok().path("at").asText()).isEqualTo("monday 08:00");
        assertThat(own.ok().path("alert").path("url").asText()).endsWith("/owned");
        assertThat(WORLD.get("bo", path).ok().path("alert").path("url").asText())
                .isEqualTo("http://127.0.0.1/…");
        assertThat(WORLD.get("bo", "/api/schedules").body()).contains(id);
        assertThat(WORLD.delete("bo", path).problem()).isEqualTo("not-permitted");
        assertThat(WORLD.delete("root", path).raw().statusCode()).isEqualTo(204);
        assertThat(WORLD.get("ana", path).problem()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"every\": \"day\"          | \"every\": \"minute\"      | every hour, day or week",
                "\"at\": \"07:30\"           | \"at\": \"noon\"           | no time of a day",
                "\"keep\": 5                 | \"keep\": 0                | 'keep'",
                "\"than\": 0                 | \"than\": \"none\"         | 'than'",
                "http://127.0.0.1            | http://localhost           | may not call",
                "http://127.0.0.1            | file://127.0.0.1           | http or https",
                "\"version\": null           | \"version\": 7             | version 7",
                "\"keep\": 5                 | \"often\": 5               | 'often'",
            })
    void scheduleThatIsWrong_isRefusedInWords(String right, String wrong, String says) {
        UUID query = WORLD.save("Refused", CITIES, LEAST, Optional.empty());
        String plan = plan(query, "{}", "rows-above", "\"than\": 0", "/refused");
        assertThat(plan).contains(right);

        RunWorld.Response refused = WORLD.post("ana", "/api/schedules", plan.replace(right, wrong));

        assertThat(refused.raw().statusCode()).isBetween(400, 404);
        assertThat(refused.json().path("detail").asText()).contains(says);
    }

    private static JsonNode add(UUID query, String parameters, String kind, String more, String path) {
        return WORLD.post("ana", "/api/schedules", plan(query, parameters, kind, more, path))
                .ok();
    }

    private static String plan(UUID query, String parameters, String kind, String more, String path) {
        return """
                {"query": "%s", "version": null, "parameters": %s, "every": "day", "at": "07:30", "keep": 5,
                 "alert": {"url": "http://%s%s", "when": {"kind": "%s", %s}}}
                """.formatted(query, parameters, HOST, path, kind, more);
    }

    /** As if its time had come. */
    private static void due(String schedule) {
        WORLD.store().useHandle(handle -> handle.createUpdate("update schedules set next_at = :now where id = :id")
                .bind("now", Instant.now().minusSeconds(5).atOffset(ZoneOffset.UTC))
                .bind("id", UUID.fromString(schedule))
                .execute());
    }

    private static long told(String path) {
        return TOLD.stream().filter(text -> text.startsWith(path + " ")).count();
    }

    private static int runs(String schedule) {
        return WORLD.get("ana", "/api/runs?outcome=answered&schedule=" + schedule)
                .ok()
                .path("total")
                .asInt();
    }

    private static int alerts(String schedule, String state) {
        return WORLD.store().withHandle(handle -> handle.createQuery(
                        "select count(*) from alerts where schedule = :id and state = :state")
                .bind("id", UUID.fromString(schedule))
                .bind("state", state)
                .mapTo(Integer.class)
                .one());
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition);
    }
}
