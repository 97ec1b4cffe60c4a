package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
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

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        service = Service.start(folder);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void scrape_hasLatencyOfTheEndpointsThatWereAsked() throws Exception {
        double before = value("dendro_request_seconds_count{endpoint=\"QueryResource.query\"}");
        assertThat(service.query("[:find (count ?c) . :in $customers :where [$customers ?c :customer/id]]", null)
                        .status())
                .isEqualTo(200);

        // A request is counted once its answer has been written, which its reader may come before.
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(value("dendro_request_seconds_count{endpoint=\"QueryResource.query\"}"))
                        .isEqualTo(before + 1));
        assertThat(value("dendro_request_seconds{endpoint=\"QueryResource.query\",quantile=\"0.99\"}"))
                .isBetween(1e-6, 60.0);
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
