package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitoringTest {

    private static final String FEATURES = "{:name :risk :entity {:database :purchases :attribute :purchase/id}"
            + " :features [[:find ?amount :keys amount :in $purchases ?id"
            + " :where [$purchases ?p :purchase/id ?id] [$purchases ?p :purchase/amount ?amount]]]}";

    private static Service service;
    private static Path log;
    private static Path requestLog;
    private static Path audit;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        log = folder.resolve("service.log");
        requestLog = folder.resolve("requests.log");
        audit = folder.resolve("audit.log");
        service = Service.started(
                Files.writeString(folder.resolve("query-service.yml"), """
                databases:
                  customers: {uri: "datomic:backup:file:%1$s/customers"}
                  merchants: {uri: "datomic:backup:file:%1$s/merchants"}
                  purchases: {uri: "datomic:backup:file:%1$s/purchases"}
                  bills: {uri: "datomic:backup:file:%1$s/bills"}
                  broken: {uri: "datomic:backup:file:%2$s/broken"}
                limits: {cursorWait: 500ms}
                server:
                  applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                  requestLog:
                    appenders:
                      - type: file
                        currentLogFilename: %2$s/requests.log
                        archive: false
                        layout: {type: access-json, responseHeaders: [Dendro-Request-Id]}
                logging:
                  level: WARN
                  loggers: {dendro.queryservice: DEBUG}
                  appenders:
                    - type: file
                      currentLogFilename: %2$s/service.log
                      archive: false
                      layout: {type: json, flattenMdc: true}
                audit: {file: "%2$s/audit.log"}
                """.formatted(Service.BACKUPS, folder)));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void scrape_hasAHistogramOfEachEndpointAndDatabaseThatWasRead() throws Exception {
        double customers = requests("customers", "/v1/query");
        double purchases = requests("purchases", "/v1/query");
        double bills = requests("bills", "/v1/query");
        String both = "[:find (count ?p) . :in $customers $purchases :where [$customers ?c :customer/id ?id]"
                + " [$purchases ?p :purchase/customer-id ?id]]";
        assertThat(service.query(both, null).status()).isEqualTo(200);

        awaitRequests("customers", "/v1/query", customers + 1);
        awaitRequests("purchases", "/v1/query", purchases + 1);
        assertThat(requests("bills", "/v1/query")).isEqualTo(bills);
        String series = "{database=\"customers\",endpoint=\"/v1/query\"";
        assertThat(value("dendro_request_seconds_bucket" + series + ",le=\"+Inf\"}"))
                .isEqualTo(customers + 1);
        assertThat(value("dendro_request_seconds_bucket" + series + ",le=\"5.0E-4\"}"))
                .isLessThan(customers + 1);
        assertThat(value("dendro_request_seconds_sum" + series + "}")).isBetween(0.0005, 60.0);
    }

    @Test
    void scrape_countsUnderTemplatesAndConfiguredNamesOnly() throws Exception {
        String template = "/v1/databases/{database}/entity";
        double entities = requests("customers", template);
        double none = requests("none", "none");
        service.get("/v1/databases/customers/entity?attribute=customer/id&value=cus-quercus");
        service.get("/v1/databases/customers/entity?attribute=customer/id&value=nobody");
        service.get("/v1/databases/made-up/entity?attribute=customer/id&value=cus-quercus");
        service.get("/v1/made-up");

        awaitRequests("customers", template, entities + 2);
        awaitRequests("none", "none", none + 1);
        assertThat(requests("none", template)).isPositive();
        assertThat(scrape()).doesNotContain("made-up");
    }

    @Test
    void logLinesOfARequest_areJsonWithItsIdCallerEndpointAndQueryId() throws Exception {
        String id = "monitoring-test-" + UUID.randomUUID();
        UUID queryId = UUID.randomUUID();
        HttpResponse<byte[]> response = service.raw(PrivateWorld.post(
                        service,
                        "/v1/query",
                        "{\"query\": \"[:find (count ?c) . :in $customers :where [$customers ?c :customer/id]]\"}")
                .header("Dendro-Request-Id", id)
                .header("Dendro-Query-Id", queryId.toString()));
        assertThat(response.headers().firstValue("Dendro-Request-Id")).contains(id);

        List<JsonNode> lines = lines(log, "request-id", id, 2);
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("query-id").asText()).isEqualTo(queryId.toString());
            assertThat(line.path("endpoint").asText()).isEqualTo("/v1/query");
            assertThat(line.path("caller").asText()).isEqualTo("anonymous");
            assertThat(line.path("level").asText()).isEqualTo("DEBUG");
        });
        // One from a thread of the pool, one from the thread that serves.
        assertThat(lines.get(0).path("thread").asText()).startsWith("analysis-");
        assertThat(lines.get(1).path("message").asText()).contains("status=200 outcome=answered");
        assertThat(lines(audit, "request-id", id, 1)).hasSize(1);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> read(requestLog).stream().anyMatch(line -> line.path("responseHeaders")
                        .path("Dendro-Request-Id")
                        .asText()
                        .equals(id)));
    }

    @Test
    void requestIdThatMayNotStandInALog_isReplaced() throws Exception {
        HttpResponse<byte[]> response = service.raw(
                PrivateWorld.get(service, "/v1/nowhere").header("Dendro-Request-Id", "two words; and {more}"));

        String id = response.headers().firstValue("Dendro-Request-Id").orElseThrow();
        assertThat(UUID.fromString(id).toString()).isEqualTo(id);
        assertThat(lines(audit, "request-id", id, 1).get(0).path("status").asInt())
                .isEqualTo(404);
    }

    @Test
    void auditLine_ofFeatures_hasTheFeatureSetItsRowsAndTheirCursor() throws Exception {
        String id = "features-" + UUID.randomUUID();
        String body = """
                {"features": %s, "rows": [{"id": "pur-108", "timestamp": "2014-11-16T00:00:00Z"},
                                          {"id": "pur-108", "timestamp": "2014-11-16T00:00:01Z"},
                                          {"id": "nobody", "timestamp": "2014-11-15T00:00:00Z"}]}
                """.formatted(Service.JSON.writeValueAsString(FEATURES));
        service.raw(PrivateWorld.post(service, "/v1/features", body).header("Dendro-Request-Id", id));

        JsonNode line = lines(audit, "request-id", id, 1).get(0);
        assertThat(line.path("caller").asText()).isEqualTo("anonymous");
        assertThat(line.path("query").asText()).matches("risk sha256:[0-9a-f]{64}");
        assertThat(line.path("timestamps").path("first").asText()).isEqualTo("2014-11-15T00:00:00Z");
        assertThat(line.path("timestamps").path("last").asText()).isEqualTo("2014-11-16T00:00:01Z");
        assertThat(line.path("cursor").path("purchases").asLong()).isPositive();
        assertThat(line.path("rows").asInt()).isEqualTo(2);
        assertThat(line.path("failed").asInt()).isEqualTo(1);
        assertThat(line.path("ms").asDouble()).isPositive();
    }

    @Test
    void auditLine_ofATrainingSet_hasTheFeatureSetAndTheRangeOfItsRows() throws Exception {
        String id = "training-" + UUID.randomUUID();
        String body = "{\"features\": %s, \"from\": \"2014-01-01T00:00:00Z\", \"to\": \"2014-12-01T00:00:00Z\"}"
                .formatted(Service.JSON.writeValueAsString(FEATURES));
        HttpResponse<byte[]> answer =
                service.raw(PrivateWorld.post(service, "/v1/training-set", body).header("Dendro-Request-Id", id));
        List<String> sent =
                new String(answer.body(), StandardCharsets.UTF_8).lines().toList();

        JsonNode line = lines(audit, "request-id", id, 1).get(0);
        assertThat(line.path("query").asText()).matches("risk sha256:[0-9a-f]{64}");
        assertThat(line.path("rows").asInt()).isPositive().isEqualTo(sent.size() - 2);
        assertThat(line.path("failed").asInt()).isZero();
        assertThat(line.path("timestamps").path("first"))
                .isEqualTo(Service.JSON.readTree(sent.get(1)).path("timestamp"));
        assertThat(line.path("timestamps").path("last"))
                .isEqualTo(Service.JSON.readTree(sent.get(sent.size() - 2)).path("timestamp"));
        assertThat(line.has("cursor")).isFalse();
        assertThat(requests("purchases", "/v1/training-set")).isPositive();
    }

    @Test
    void scrape_countsRowsOfTheEngineByExecution() throws Exception {
        String body = "{\"features\": %s, \"rows\": [{\"id\": \"pur-108\", \"timestamp\": \"2014-11-16T00:00:00Z\"}]}"
                .formatted(Service.JSON.writeValueAsString(FEATURES));
        double before = rows();
        assertThat(service.post("/v1/features", body).status()).isEqualTo(200);

        assertThat(rows()).isEqualTo(before + 1);
        assertThat(value("dendro_asof_timeline_bytes{engine=\"training\"}")).isNotNegative();
    }

    @Test
    void scrape_hasPoolsAndTheBasisOfEachDatabaseThatIsOpen() throws Exception {
        assertThat(value("dendro_pool_threads{pool=\"analysis\"}")).isPositive();
        assertThat(value("dendro_pool_busy{pool=\"scoring\"}")).isNotNegative();
        assertThat(value("dendro_pool_waiting{pool=\"scoring\"}")).isNotNegative();
        assertThat(value("dendro_database_up{database=\"bills\"}")).isEqualTo(1);
        assertThat(value("dendro_database_basis_t{database=\"bills\"}")).isEqualTo(5500);
        assertThat(value("dendro_database_basis_age_seconds{database=\"bills\"}"))
                .isPositive();
        assertThat(value("dendro_database_up{database=\"broken\"}")).isZero();
        assertThat(scrape())
                .contains("jvm_memory_used_bytes{")
                .doesNotContain("dendro_database_basis_t{database=\"broken\"}");
    }

    @Test
    void databaseThatDoesNotOpen_isNamedByReadyWhileTheServiceIsAlive() throws Exception {
        Service.Response ready = service.getAdmin("/ready");

        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().get("ready").asBoolean()).isFalse();
        assertThat(ready.json().get("unavailable").size()).isEqualTo(1);
        assertThat(ready.json().get("unavailable").get("broken").asText()).contains("holds no backup");
        assertThat(service.getAdmin("/alive").status()).isEqualTo(200);
    }

    /** How many requests were counted, in all that were. */
    private static double requests(String database, String endpoint) throws Exception {
        String series = "dendro_request_seconds_count{database=\"%s\",endpoint=\"%s\"}".formatted(database, endpoint);
        return scrape().contains(series + " ") ? value(series) : 0;
    }

    /** A request is counted once its answer has been written, which its reader may come before. */
    private static void awaitRequests(String database, String endpoint, double count) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(requests(database, endpoint)).isEqualTo(count));
    }

    /** The lines of a log with a member, as soon as there are so many. */
    private static List<JsonNode> lines(Path file, String member, String value, int atLeast) {
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> read(file).stream()
                                .filter(line -> line.path(member).asText().equals(value))
                                .toList(),
                        lines -> lines.size() >= atLeast);
    }

    private static List<JsonNode> read(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        String text = Files.readString(file);
        // The last line may be half written.
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            lines.add(Service.JSON.readTree(line));
        }
        return lines;
    }

    private static String scrape() throws Exception {
        Service.Response scraped = service.getAdmin("/prometheus");
        assertThat(scraped.status()).isEqualTo(200);
        assertThat(scraped.contentType()).startsWith("text/plain");
        return scraped.body();
    }

    private static double rows() throws Exception {
        Matcher line = Pattern.compile("(?m)^dendro_asof_rows_total\\{engine=\"scoring\",execution=\"[a-z-]+\"} (.*)$")
                .matcher(scrape());
        return line.results()
                .mapToDouble(row -> Double.parseDouble(row.group(1)))
                .sum();
    }

    private static double value(String series) throws Exception {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(series) + " (.*)$").matcher(scrape());
        assertThat(line.find()).as(series).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
