package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service whose analysts are answered by a process of their own, which has the processor when nobody else wants it. */
class AnalysisProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TO_START_AGAIN = Duration.ofSeconds(150);

    private static final String CITIES = "[:find ?x :in $customers :where [$customers _ :customer/city ?x]]";

    private static final String FEATURES =
            "\"{:name :f :entity {:database :customers :attribute :customer/id} :features"
                    + " [[:find ?v :keys v :in $customers ?id :where [$customers ?c :customer/id ?id]"
                    + " [$customers ?c :customer/city ?v]]]}\"";

    private static Service service;
    private static Path audit;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        audit = folder.resolve("audit.log");
        service = PrivateWorld.start(folder, """
                limits: {analysisThreads: 1, queryTime: 120s, body: 1MiB, rows: 1000000}
                analysis: {heap: 512MiB}
                audit: {file: "%s"}
                """.formatted(audit), 5000);
    }

    @AfterAll
    static void stop() {
        ProcessHandle child = child().orElseThrow();

        service.close();

        assertThat(child.isAlive()).isFalse();
        assertThat(child()).isEmpty();
    }

    @AfterEach
    void cancelAll() throws Exception {
        for (JsonNode query : running()) {
            cancel(query.get("id").asText());
        }
        await().atMost(PATIENCE).until(() -> running().isEmpty());
    }

    @Test
    void query_isAnsweredAsByAServiceOfOneProcess(@TempDir Path folder) throws Exception {
        HttpResponse<byte[]> here = query(service, CITIES);
        try (Service whole = PrivateWorld.start(folder, "", 5000)) {
            HttpResponse<byte[]> there = query(whole, CITIES);

            assertThat(here.statusCode()).isEqualTo(200);
            assertThat(json(here).get("digest")).isEqualTo(json(there).get("digest"));
            assertThat(json(here).get("row-count").asInt()).isEqualTo(5002);
            assertThat(here.headers().map().keySet())
                    .containsExactlyInAnyOrderElementsOf(there.headers().map().keySet());
            assertThat(here.headers().allValues("Content-Type"))
                    .isEqualTo(there.headers().allValues("Content-Type"));
        }
        assertThat(counted("/analysis/prometheus", "/v1/query")).isTrue();
        assertThat(counted("/prometheus", "/v1/query")).isFalse();
    }

    @Test
    void answer_isCompressedOnceAndInTheFormatAskedFor() throws Exception {
        HttpResponse<byte[]> csv = service.raw(asked(service, CITIES, UUID.randomUUID())
                .header("Accept", "text/csv")
                .header("Accept-Encoding", "gzip"));

        assertThat(csv.headers().allValues("Content-Encoding")).containsExactly("gzip");
        assertThat(csv.headers().allValues("Content-Type"))
                .hasSize(1)
                .first()
                .asString()
                .contains("header=present");
        assertThat(new String(
                        new GZIPInputStream(new ByteArrayInputStream(csv.body())).readAllBytes(),
                        StandardCharsets.UTF_8))
                .contains("São Paulo");
    }

    @Test
    void question_mayBeCompressed() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body(CITIES).getBytes(StandardCharsets.UTF_8));
        }

        HttpResponse<byte[]> answer = service.raw(PrivateWorld.as(
                HttpRequest.newBuilder(service.uri().resolve("/v1/query"))
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(compressed.toByteArray())),
                "analyst"));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void features_areAnsweredByTheServiceItself() throws Exception {
        assertThat(features().statusCode()).isEqualTo(200);

        await().atMost(PATIENCE).until(() -> counted("/prometheus", "/v1/features"));
        assertThat(counted("/analysis/prometheus", "/v1/features")).isFalse();
    }

    @Test
    void trainingSet_isStreamedThrough() throws Exception {
        String body = "{\"features\": " + FEATURES + ", \"from\": \"2014-01-01T00:00:00Z\", \"to\": \"" + Instant.now()
                + "\"}";

        HttpResponse<byte[]> answer =
                service.raw(PrivateWorld.as(PrivateWorld.post(service, "/v1/training-set", body), "trainer"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer).lines()).last().asString().contains("summary");
    }

    @Test
    void entity_isFoundByAValueThatIsEncodedInItsPath() throws Exception {
        String path = "/v1/databases/customers/entity?attribute=customer%2Fid&value=cus%2Dquercus";

        HttpResponse<byte[]> answer = service.raw(PrivateWorld.as(PrivateWorld.get(service, path), "analyst"));

        assertThat(text(answer)).contains("São Paulo");
    }

    @Test
    void refusals_passThrough() throws Exception {
        HttpResponse<byte[]> hidden =
                query(service, "[:find ?v :in $customers :where [$customers _ :customer/email ?v]]");
        HttpResponse<byte[]> nobody = service.raw(PrivateWorld.post(service, "/v1/query", "{}"));
        HttpResponse<byte[]> scorer =
                service.raw(PrivateWorld.as(PrivateWorld.post(service, "/v1/query", "{}"), "scorer"));
        HttpResponse<byte[]> large =
                service.raw(PrivateWorld.as(PrivateWorld.post(service, "/v1/query", " ".repeat(2_000_000)), "analyst"));

        assertThat(hidden.statusCode()).isEqualTo(403);
        assertThat(text(hidden)).contains("attribute-private");
        assertThat(hidden.headers().allValues("Content-Type")).containsExactly("application/problem+json");
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
        assertThat(scorer.statusCode()).isEqualTo(403);
        assertThat(text(scorer)).contains("not-permitted");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(text(large)).contains("too-large");
    }

    @Test
    void tooLargeBody_maySendItsEndBeforeItsAnswerIsRead() throws Exception {
        assertThat(service.postAndOnlyThenRead("/v1/query", " ".repeat(20_000_000)))
                .startsWith("HTTP/1.1 413 ")
                .contains("too-large");
    }

    @Test
    void requestId_isInTheAnswerAndInTheAuditLogOfTheProcess() throws Exception {
        String id = "apart-" + UUID.randomUUID();

        HttpResponse<byte[]> answer =
                service.raw(asked(service, CITIES, UUID.randomUUID()).header("Dendro-Request-Id", id));

        assertThat(answer.headers().allValues("Dendro-Request-Id")).containsExactly(id);
        await().atMost(PATIENCE).until(() -> Files.readString(auditOfProcess()).contains(id));
        assertThat(Files.readString(audit)).doesNotContain(id);
    }

    @Test
    void cancelledQuery_tellsItsCaller() throws Exception {
        UUID id = UUID.randomUUID();
        CompletableFuture<HttpResponse<byte[]>> answer = service.rawLater(asked(service, PrivateWorld.HEAVY, id));
        await().atMost(PATIENCE).until(AnalysisProcessTest::isWorking);

        assertThat(cancel(id.toString())).isEqualTo(204);

        HttpResponse<byte[]> response = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(text(response)).contains("query-cancelled");
    }

    @Test
    void queryWhoseClientHasGone_isCancelled() throws Exception {
        UUID id = UUID.randomUUID();
        byte[] body = body(PrivateWorld.HEAVY).getBytes(StandardCharsets.UTF_8);
        try (Socket client = new Socket(service.uri().getHost(), service.uri().getPort())) {
            String head = "POST /v1/query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length + "\r\nAuthorization: Bearer " + PrivateWorld.token("analyst")
                    + "\r\nDendro-Query-Id: " + id + "\r\n\r\n";
            client.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().write(body);
            client.getOutputStream().flush();
            await().atMost(PATIENCE).until(() -> running().size() == 1 && isWorking());
        }

        await().atMost(PATIENCE).until(() -> running().isEmpty() && !isWorking());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Files.readAllLines(auditOfProcess()))
                .anyMatch(line -> line.contains(id.toString()) && line.contains("query-cancelled")));
    }

    @Test
    void processThatWasKilled_isStartedAgainWhileFeaturesAreAnswered() throws Exception {
        InputStream begun = beginningOfALongAnswer();
        CompletableFuture<HttpResponse<byte[]>> asked =
                service.rawLater(asked(service, PrivateWorld.HEAVY, UUID.randomUUID()));
        await().atMost(PATIENCE).until(AnalysisProcessTest::isWorking);
        ProcessHandle child = child().orElseThrow();

        assertThat(child.destroyForcibly()).isTrue();

        assertThatThrownBy(begun::readAllBytes).isInstanceOf(IOException.class);
        HttpResponse<byte[]> lost = asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        child.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        HttpResponse<byte[]> refused = query(service, CITIES);
        for (HttpResponse<byte[]> answer : List.of(lost, refused)) {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(text(answer)).contains("overloaded");
            assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/problem+json");
            assertThat(answer.headers().allValues("Retry-After")).hasSize(1);
        }
        assertThat(features().statusCode()).isEqualTo(200);
        assertThat(service.getAdmin("/healthcheck")
                        .json()
                        .at("/analysis process/healthy")
                        .asBoolean())
                .isFalse();
        await().atMost(TO_START_AGAIN).until(() -> query(service, CITIES).statusCode() == 200);
        assertThat(service.getAdmin("/healthcheck")
                        .json()
                        .at("/analysis process/healthy")
                        .asBoolean())
                .isTrue();
        assertThat(service.getAdmin("/analysis/alive").status()).isEqualTo(200);
    }

    private static HttpResponse<byte[]> features() throws Exception {
        String body = "{\"features\": " + FEATURES + ", \"rows\": [{\"id\": \"cus-ilex\", \"timestamp\": \""
                + Instant.now() + "\"}]}";
        return service.raw(PrivateWorld.as(PrivateWorld.post(service, "/v1/features", body), "scorer"));
    }

    /** An answer of tens of megabytes, more than any buffer between here and the process holds. */
    private static InputStream beginningOfALongAnswer() throws Exception {
        ObjectNode body = Service.JSON
                .createObjectNode()
                .put("query", "[:find ?x ?n :in $customers [?n ...] :where [$customers _ :customer/city ?x]]")
                .put("allow-cartesian", true);
        ArrayNode notes = body.putArray("args").addArray();
        for (int note = 0; note < 40; note++) {
            notes.add(note + "-".repeat(200));
        }
        HttpRequest.Builder request =
                PrivateWorld.as(PrivateWorld.post(service, "/v1/query", body.toString()), "analyst");
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().read()).isEqualTo('{');
        return answer.body();
    }

    private static Path auditOfProcess() {
        return audit.resolveSibling("audit-analysis.log");
    }

    /** The process: the one Java that this one has started. */
    private static Optional<ProcessHandle> child() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .filter(each -> each.info().command().orElse("").endsWith("java"))
                .findFirst();
    }

    private static boolean counted(String page, String endpoint) throws Exception {
        return service.getAdmin(page).body().contains("endpoint=\"" + endpoint + "\"");
    }

    private static boolean isWorking() throws Exception {
        return service.getAdmin("/analysis/prometheus").body().contains("dendro_pool_busy{pool=\"analysis\"} 1.0");
    }

    private static HttpResponse<byte[]> query(Service of, String query) throws Exception {
        return of.raw(asked(of, query, UUID.randomUUID()));
    }

    private static HttpRequest.Builder asked(Service of, String query, UUID id) {
        return PrivateWorld.as(PrivateWorld.post(of, "/v1/query", body(query)), "analyst")
                .header("Dendro-Query-Id", id.toString());
    }

    private static String body(String query) {
        return Service.JSON
                .createObjectNode()
                .put("query", query)
                .put("allow-cartesian", true)
                .toString();
    }

    private static JsonNode running() throws Exception {
        return json(service.raw(PrivateWorld.as(PrivateWorld.get(service, "/v1/queries"), "admin")))
                .get("queries");
    }

    private static int cancel(String id) throws Exception {
        return service.raw(PrivateWorld.as(
                        HttpRequest.newBuilder(service.uri().resolve("/v1/queries/" + id))
                                .DELETE(),
                        "admin"))
                .statusCode();
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws Exception {
        return Service.JSON.readTree(answer.body());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
