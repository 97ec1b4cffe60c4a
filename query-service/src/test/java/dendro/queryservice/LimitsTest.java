package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one caller may take, and what all may at once. */
class LimitsTest {

    /** {@link PrivateWorld#HEAVY} within a query of its own, which knows nothing of the outer one's timeout. */
    private static final String NESTED = "[:find ?n :in $customers :where"
            + " [(datomic.api/q (quote [:find (count ?a) :in $ :where [$ ?a :customer/city ?x] [$ ?b :customer/city ?y]"
            + " [$ ?c :customer/city ?z] [$ ?d :customer/city ?w]]) $customers) [[?n]]]]";

    /** The same as a feature. */
    private static final String JOINING_ALL = "{:name :f :types {:n :long}"
            + " :entity {:database :customers :attribute :customer/id} :features [[:find ?n :keys n :in $customers ?id"
            + " :where [$customers ?c :customer/id ?id]" + NESTED.substring(NESTED.indexOf(":where") + 6) + "]}";

    private final List<CompletableFuture<HttpResponse<byte[]>>> asked = new ArrayList<>();
    private static Service service;
    private static Path audit;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        audit = folder.resolve("audit.log");
        service = PrivateWorld.start(folder, """
                limits: {queriesPerCaller: 2, analysisThreads: 1, analysisQueue: 1, answer: 100KiB, queryTime: 120s, featuresTime: 1s}
                audit: {file: "%s"}
                """.formatted(audit), 5000);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void cancelAll() throws Exception {
        for (JsonNode query : running("admin")) {
            cancel("admin", query.get("id").asText());
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> running("admin").isEmpty());
    }

    @Test
    void cancelledQuery_ends_itsWorkToo() throws Exception {
        for (String query : List.of(PrivateWorld.HEAVY, NESTED)) {
            UUID id = UUID.randomUUID();
            CompletableFuture<HttpResponse<byte[]>> answer = ask("analyst", query, id);
            await().atMost(Duration.ofSeconds(20))
                    .failFast("the query ended", answer::isDone)
                    .until(LimitsTest::isJoining);

            assertThat(cancel("analyst", id.toString())).isEqualTo(204);

            HttpResponse<byte[]> response = answer.get(20, java.util.concurrent.TimeUnit.SECONDS);
            assertThat(response.statusCode()).isEqualTo(409);
            assertThat(text(response)).contains("query-cancelled");
            await().atMost(Duration.ofSeconds(10)).until(() -> !isJoining());
        }
    }

    @Test
    void timeLimit_reachesNestedQueries() throws Exception {
        String body = Service.JSON
                .createObjectNode()
                .put("query", NESTED)
                .put("allow-cartesian", true)
                .put("timeout-ms", 200)
                .toString();

        for (String path : List.of("/v1/query", "/v1/query/explain")) {
            HttpResponse<byte[]> response = service.rawLater(
                            PrivateWorld.as(PrivateWorld.post(service, path, body), "analyst"))
                    .get(10, java.util.concurrent.TimeUnit.SECONDS);

            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(text(response)).contains("query-timeout");
            await().atMost(Duration.ofSeconds(10)).until(() -> !isJoining());
        }
    }

    @Test
    void timeOfFeatures_reachesNestedQueries() throws Exception {
        HttpResponse<byte[]> response = service.raw(
                PrivateWorld.as(PrivateWorld.post(service, "/v1/features", features(JOINING_ALL)), "scorer"));

        assertThat(text(response)).contains("query-timeout");
        await().atMost(Duration.ofSeconds(10)).until(() -> !isJoining());
        assertThat(service.getAdmin("/prometheus").body()).contains("dendro_pool_busy{pool=\"scoring\"} 0");
    }

    @Test
    void trainingSetWhoseClientHasGone_ends() throws Exception {
        String body = Service.JSON
                .createObjectNode()
                .put("features", JOINING_ALL)
                .put("from", "2014-01-01T00:00:00Z")
                .put("to", Instant.now().toString())
                .put("features-as-of", Instant.now().toString())
                .toString();
        try (Socket client = connected("trainer", "/v1/training-set", body, UUID.randomUUID())) {
            await().atMost(Duration.ofSeconds(20)).until(LimitsTest::isJoining);
            assertThat(client.isConnected()).isTrue();
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> !isJoining());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(service.getAdmin("/prometheus").body())
                        .contains("dendro_pool_busy{pool=\"training\"} 0"));
    }

    @Test
    void evolution_isListedEndsWhenCancelledAndIsAudited() throws Exception {
        UUID id = UUID.randomUUID();
        String body = Service.JSON
                .createObjectNode()
                .put("query", PrivateWorld.HEAVY)
                .put("allow-cartesian", true)
                .put("from", Instant.now().toString())
                .put("to", Instant.now().plusMillis(1).toString())
                .put("step", "PT0.001S")
                .toString();
        CompletableFuture<HttpResponse<byte[]>> answer =
                service.rawLater(PrivateWorld.as(PrivateWorld.post(service, "/v1/query/evolution", body), "analyst")
                        .header("Dendro-Query-Id", id.toString()));
        await().atMost(Duration.ofSeconds(20)).until(() -> running("analyst").size() == 1);
        assertThat(running("analyst").get(0).get("query").asText()).isEqualTo(PrivateWorld.HEAVY);

        assertThat(cancel("analyst", id.toString())).isEqualTo(204);

        HttpResponse<byte[]> response = answer.get(20, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(text(response)).contains("query-cancelled");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(Files.readAllLines(audit))
                .anyMatch(line -> line.contains(id.toString())
                        && line.contains("v1/query/evolution")
                        && line.contains("query-cancelled")));
    }

    @Test
    void evolution_hasOneTimeLimitForAllItsInstants() throws Exception {
        String body = Service.JSON
                .createObjectNode()
                .put("query", "[:find (count ?x) :in $customers :where [$customers _ :customer/city ?x]]")
                .put("from", Instant.now().plusSeconds(1).toString())
                .put("to", Instant.now().plusSeconds(3).toString())
                .put("step", "PT1S")
                .put("timeout-ms", 1)
                .toString();

        HttpResponse<byte[]> response =
                service.raw(PrivateWorld.as(PrivateWorld.post(service, "/v1/query/evolution", body), "analyst"));

        assertThat(text(response)).contains("query-timeout");
    }

    @Test
    void runningQueries_areTheirCallersAndTheAdmins() throws Exception {
        UUID id = UUID.randomUUID();
        CompletableFuture<HttpResponse<byte[]>> answer = ask("analyst", PrivateWorld.HEAVY, id);
        await().atMost(Duration.ofSeconds(20)).until(() -> running("analyst").size() == 1);

        assertThat(running("analyst").get(0).get("id").asText()).isEqualTo(id.toString());
        assertThat(running("analyst").get(0).get("query").asText()).isEqualTo(PrivateWorld.HEAVY);
        assertThat(running("admin")).hasSize(1);
        assertThat(running("second")).isEmpty();
        assertThat(cancel("second", id.toString())).isEqualTo(404);
        assertThat(cancel("admin", id.toString())).isEqualTo(204);
        assertThat(answer.get(20, java.util.concurrent.TimeUnit.SECONDS).statusCode())
                .isEqualTo(409);
    }

    @Test
    void callerWithAsManyQueriesAsAllowed_isToldToWait() throws Exception {
        asked.add(ask("analyst", PrivateWorld.HEAVY, UUID.randomUUID()));
        await().atMost(Duration.ofSeconds(20)).until(() -> running("admin").size() == 1);
        asked.add(ask("analyst", PrivateWorld.HEAVY, UUID.randomUUID()));
        await().atMost(Duration.ofSeconds(20)).until(() -> running("admin").size() == 2);

        HttpResponse<byte[]> third =
                ask("analyst", PrivateWorld.HEAVY, UUID.randomUUID()).get(20, java.util.concurrent.TimeUnit.SECONDS);

        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(text(third)).contains("too-many-queries");
        assertThat(third.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void entitiesAndTransactions_countAsTheirCallersQueries() throws Exception {
        asked.add(ask("analyst", PrivateWorld.HEAVY, UUID.randomUUID()));
        await().atMost(Duration.ofSeconds(20)).until(() -> running("admin").size() == 1);
        asked.add(ask("analyst", PrivateWorld.HEAVY, UUID.randomUUID()));
        await().atMost(Duration.ofSeconds(20)).until(() -> running("admin").size() == 2);

        for (String path : List.of(
                "/v1/databases/customers/entity?attribute=customer/id&value=cus-ilex",
                "/v1/databases/customers/entity/history?attribute=customer/id&value=cus-ilex",
                "/v1/databases/customers/transactions")) {
            HttpResponse<byte[]> response = service.rawLater(
                            PrivateWorld.as(PrivateWorld.get(service, path), "analyst"))
                    .get(20, java.util.concurrent.TimeUnit.SECONDS);

            assertThat(response.statusCode()).as(path).isEqualTo(429);
            assertThat(text(response)).contains("too-many-queries");
        }
    }

    @Test
    void entity_isListedAndCancelledLikeAQuery() throws Exception {
        UUID heavy = UUID.randomUUID();
        asked.add(ask("analyst", PrivateWorld.HEAVY, heavy));
        await().atMost(Duration.ofSeconds(20)).until(() -> running("admin").size() == 1);
        UUID id = UUID.randomUUID();
        CompletableFuture<HttpResponse<byte[]>> entity = service.rawLater(PrivateWorld.as(
                        PrivateWorld.get(
                                service, "/v1/databases/customers/entity?attribute=customer/id&value=cus-ilex"),
                        "second")
                .header("Dendro-Query-Id", id.toString()));
        await().atMost(Duration.ofSeconds(20)).until(() -> running("second").size() == 1);
        assertThat(running("second").get(0).get("query").asText()).contains(":customer/id");

        assertThat(cancel("second", id.toString())).isEqualTo(204);
        assertThat(cancel("analyst", heavy.toString())).isEqualTo(204);

        HttpResponse<byte[]> response = entity.get(20, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(text(response)).contains("query-cancelled");
    }

    @Test
    void fullQueue_refusesAnalysisAndNotScoring() throws Exception {
        asked.add(ask("analyst", PrivateWorld.HEAVY, UUID.randomUUID()));
        await().atMost(Duration.ofSeconds(20)).until(() -> running("admin").size() == 1);
        asked.add(ask("second", PrivateWorld.HEAVY, UUID.randomUUID()));
        await().atMost(Duration.ofSeconds(20)).until(() -> running("admin").size() == 2);
        String entity = "/v1/databases/customers/entity?attribute=customer/id&value=cus-ilex";

        // The second query is listed a moment before it stands in the queue.
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            HttpResponse<byte[]> refused = service.raw(
                    PrivateWorld.as(PrivateWorld.get(service, entity), "admin").timeout(Duration.ofSeconds(5)));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(text(refused)).contains("overloaded");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        });
        assertThat(service.raw(PrivateWorld.as(PrivateWorld.post(service, "/v1/features", features()), "scorer"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void queryWhoseClientHasGone_leavesTheQueueAndIsNotBegun() throws Exception {
        asked.add(ask("analyst", PrivateWorld.HEAVY, UUID.randomUUID()));
        await().atMost(Duration.ofSeconds(20)).until(() -> running("admin").size() == 1);
        UUID id = UUID.randomUUID();
        try (Socket client = connected("second", PrivateWorld.HEAVY, id)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> running("second").size() == 1);
            assertThat(client.isConnected()).isTrue();
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> running("second").isEmpty());

        assertThat(running("admin")).hasSize(1);
        awaitCancelled(id);
    }

    @Test
    void runningQueryWhoseClientHasGone_ends() throws Exception {
        UUID id = UUID.randomUUID();
        try (Socket client = connected("analyst", PrivateWorld.HEAVY, id)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> running("analyst").size() == 1 && isJoining());
            assertThat(client.isConnected()).isTrue();
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> running("admin").isEmpty());
        awaitCancelled(id);
        await().atMost(Duration.ofSeconds(10)).until(() -> !isJoining());
    }

    @Test
    void clientThatSendsItsNextRequestEarly_getsBothAnswers() throws Exception {
        UUID id = UUID.randomUUID();
        try (Socket client = connected("analyst", PrivateWorld.HEAVY, id)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> running("analyst").size() == 1 && isJoining());
            OutputStream out = client.getOutputStream();
            out.write(("GET /v1/queries HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                            + PrivateWorld.token("analyst") + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            // Once the next one's going has been noticed, this one has been looked at, too.
            try (Socket gone = connected("second", PrivateWorld.HEAVY, UUID.randomUUID())) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> running("second").size() == 1);
                assertThat(gone.isConnected()).isTrue();
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> running("second").isEmpty());
            assertThat(running("analyst")).hasSize(1);

            cancel("analyst", id.toString());

            String answers = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers)
                    .contains("HTTP/1.1 409")
                    .contains("HTTP/1.1 200")
                    .contains("\"queries\":[");
        }
    }

    @Test
    void answerThatIsTooLarge_isRefusedBeforeItsFirstByte() throws Exception {
        String wide = "[:find ?a ?x :in $customers :where [$customers ?a :customer/city ?x]]";

        HttpResponse<byte[]> response =
                ask("analyst", wide, UUID.randomUUID()).get(20, java.util.concurrent.TimeUnit.SECONDS);

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(text(response)).contains("102400 bytes");
    }

    @Test
    void limitsOutOfRange_areRefused() throws Exception {
        for (String member : List.of("\"limit\": 100001", "\"timeout-ms\": 120001")) {
            String body =
                    "{\"query\": \"[:find ?a :in $customers :where [$customers ?a :customer/city]]\", " + member + "}";

            assertThat(service.raw(PrivateWorld.as(PrivateWorld.post(service, "/v1/query", body), "analyst"))
                            .statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void queryId_isInTheAnswersHeader() throws Exception {
        UUID id = UUID.randomUUID();
        String query = "[:find ?x :in $customers :where [$customers _ :customer/city ?x]]";

        assertThat(ask("analyst", query, id).get().headers().firstValue("Dendro-Query-Id"))
                .contains(id.toString());
    }

    @Test
    void everyRequest_isALineOfTheAuditLog() throws Exception {
        String query = "[:find ?id :keys audited :in $customers :where [$customers _ :customer/id ?id]]";
        UUID id = UUID.randomUUID();
        ask("analyst", query, id).get();
        service.raw(PrivateWorld.get(service, "/v1/nowhere"));

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readAllLines(audit)) {
                lines.add(Service.JSON.readTree(line));
            }
            JsonNode line = lines.stream()
                    .filter(each -> each.path("query-id").asText().equals(id.toString()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no line yet"));
            assertThat(line.get("caller").asText()).isEqualTo("analyst");
            assertThat(line.get("endpoint").asText()).isEqualTo("v1/query");
            assertThat(line.get("query").asText()).isEqualTo(query);
            assertThat(line.get("cursor").has("customers")).isTrue();
            assertThat(line.get("rows").asInt()).isEqualTo(2);
            assertThat(line.get("status").asInt()).isEqualTo(200);
            assertThat(line.get("outcome").asText()).isEqualTo("answered");
            assertThat(line.get("ms").asDouble()).isPositive();
            assertThat(lines).anyMatch(each -> each.get("caller").asText().equals("unknown"));
        });
    }

    /** Whether any thread works on a query; the one that waits for it does not count. */
    private static boolean isJoining() {
        return Thread.getAllStackTraces().values().stream()
                .anyMatch(stack -> stack.length > 0
                        && !stack[0].getMethodName().equals("park")
                        && java.util.Arrays.stream(stack)
                                .anyMatch(frame -> frame.getClassName().startsWith("datomic.datalog")));
    }

    private static void awaitCancelled(UUID id) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Files.readString(audit).lines())
                        .anyMatch(line -> line.contains(id.toString()) && line.contains("query-cancelled")));
    }

    /** A connection over which a query was sent and nothing has been read. */
    private static Socket connected(String role, String query, UUID id) throws Exception {
        return connected(role, "/v1/query", body(query), id);
    }

    private static Socket connected(String role, String path, String json, UUID id) throws Exception {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Socket client = new Socket(service.uri().getHost(), service.uri().getPort());
        client.setSoTimeout(20_000);
        String head = "POST " + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length + "\r\nAuthorization: Bearer " + PrivateWorld.token(role) + "\r\nDendro-Query-Id: " + id
                + "\r\n\r\n";
        client.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().write(body);
        client.getOutputStream().flush();
        return client;
    }

    private static String body(String query) {
        return Service.JSON
                .createObjectNode()
                .put("query", query)
                .put("allow-cartesian", true)
                .toString();
    }

    private static CompletableFuture<HttpResponse<byte[]>> ask(String role, String query, UUID id) throws Exception {
        HttpRequest.Builder request = PrivateWorld.as(PrivateWorld.post(service, "/v1/query", body(query)), role)
                .header("Dendro-Query-Id", id.toString());
        return service.rawLater(request);
    }

    private static JsonNode running(String role) throws Exception {
        HttpResponse<byte[]> response = service.raw(PrivateWorld.as(PrivateWorld.get(service, "/v1/queries"), role));
        return Service.JSON.readTree(response.body()).get("queries");
    }

    private static int cancel(String role, String id) throws Exception {
        return service.raw(PrivateWorld.as(
                        HttpRequest.newBuilder(service.uri().resolve("/v1/queries/" + id))
                                .DELETE(),
                        role))
                .statusCode();
    }

    private static String features() {
        return features("{:name :f :entity {:database :customers :attribute :customer/id} :features"
                + " [[:find ?v :keys v :in $customers ?id :where [$customers ?c :customer/id ?id]"
                + " [$customers ?c :customer/city ?v]]]}");
    }

    private static String features(String features) {
        return "{\"features\": \"" + features + "\", \"rows\": [{\"id\": \"cus-ilex\", \"timestamp\": \""
                + Instant.now() + "\"}]}";
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
