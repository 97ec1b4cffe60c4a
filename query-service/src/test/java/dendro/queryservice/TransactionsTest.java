package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log of a tree that was planted in March, grew in May and was felled in July. */
class TransactionsTest {

    private static final String LOG = "/v1/databases/trees/transactions";

    private static Service service;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path seed = Files.writeString(folder.resolve("trees.edn"), """
                [{:db/id "datomic.tx" :db/txInstant #inst "2014-01-01"}
                 {:db/ident :tree/id, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one,
                  :db/unique :db.unique/identity}
                 {:db/ident :tree/height, :db/valueType :db.type/bigdec, :db/cardinality :db.cardinality/one}
                 {:db/ident :tree/kind, :db/valueType :db.type/keyword, :db/cardinality :db.cardinality/one}]
                [{:db/id "datomic.tx" :db/txInstant #inst "2014-03-01"}
                 {:tree/id "oak", :tree/height 1.50M, :tree/kind :kind/deciduous}]
                [{:db/id "datomic.tx" :db/txInstant #inst "2014-05-01"} {:tree/id "oak", :tree/height 2.50M}]
                [{:db/id "datomic.tx" :db/txInstant #inst "2014-07-01"} [:db/retractEntity [:tree/id "oak"]]]
                """);
        service = Service.start(folder, """
                  trees: {uri: "datomic:mem://transactions-%s", seed: "%s"}
                  purchases: {uri: "datomic:backup:file:%s/purchases"}
                """.formatted(UUID.randomUUID(), seed, Service.BACKUPS));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void transactions_areWhatWasAssertedAndRetracted() throws Exception {
        JsonNode transactions =
                service.get(LOG + "?from=2014-03-01T00:00:00Z").json().get("transactions");
        String oak = oak(transactions);

        assertThat(transactions.findValuesAsText("instant"))
                .containsExactly("2014-03-01T00:00:00Z", "2014-05-01T00:00:00Z", "2014-07-01T00:00:00Z");
        assertThat(facts(transactions.get(0)))
                .containsExactlyInAnyOrder(
                        oak + " :tree/id oak true",
                        oak + " :tree/height 1.5 true",
                        oak + " :tree/kind :kind/deciduous true");
        assertThat(facts(transactions.get(1)))
                .containsExactlyInAnyOrder(oak + " :tree/height 1.5 false", oak + " :tree/height 2.5 true");
        assertThat(facts(transactions.get(2)))
                .containsExactlyInAnyOrder(
                        oak + " :tree/id oak false",
                        oak + " :tree/height 2.5 false",
                        oak + " :tree/kind :kind/deciduous false");
        assertThat(transactions.get(0).at("/datoms/0/1").asText()).isEqualTo(":db/txInstant");
        assertThat(transactions.get(0).has("datoms-left-out")).isFalse();
        assertThat(service.get(LOG).body()).contains(":tree/height\",1.50,true");
    }

    @Test
    void bounds_areFromTheFirstOnAndBeforeTheSecond() throws Exception {
        assertThat(months("?from=2014-03-01T00:00:00Z&to=2014-05-01T00:00:00Z")).containsExactly("03");
        assertThat(months("?from=2014-03-01T00:00:00.001Z&to=2014-05-01T00:00:00.001Z"))
                .containsExactly("05");
        assertThat(months("?to=2014-03-01T00:00:00Z")).last().isEqualTo("01");
        assertThat(months("?from=2014-05-02T00:00:00Z&to=2014-06-01T00:00:00Z")).isEmpty();

        long may = service.get(LOG + "?from=2014-05-01T00:00:00Z")
                .json()
                .at("/transactions/0/t")
                .asLong();
        assertThat(months("?from=" + may)).containsExactly("05", "07");
        assertThat(months("?from=2014-03-01T00:00:00Z&to=" + may)).containsExactly("03");
        assertThat(months("?from=" + may + "&to=" + (may + 1))).containsExactly("05");
    }

    @Test
    void pages_followEachOtherAndEndAtTheBasisOfTheFirst() throws Exception {
        JsonNode whole = service.get(LOG + "?limit=1000").json();
        List<JsonNode> paged = new ArrayList<>();
        JsonNode page = service.get(LOG + "?limit=2").json();
        while (page.has("next")) {
            assertThat(page.get("transactions")).hasSize(2);
            page.get("transactions").forEach(paged::add);
            page = service.get(page.get("next").asText()).json();
        }
        page.get("transactions").forEach(paged::add);

        assertThat(whole.has("next")).isFalse();
        assertThat(paged).containsExactlyElementsOf(whole.get("transactions"));
        assertThat(paged.get(paged.size() - 1).get("t")).isEqualTo(whole.at("/cursor/trees"));
        assertThat(service.get(LOG + "?limit=1").json().get("next").asText())
                .endsWith("&to=" + (whole.at("/cursor/trees").asLong() + 1) + "&limit=1");
    }

    /** The service of this test answers a thousand rows at most. */
    @Test
    void page_holdsNoMoreDatomsThanAnAnswerHoldsRows() throws Exception {
        JsonNode page =
                service.get("/v1/databases/purchases/transactions?limit=1000").json();
        int datoms = 0;
        for (JsonNode transaction : page.get("transactions")) {
            datoms += transaction.get("datoms").size();
        }

        assertThat(datoms).isBetween(900, 1000);
        assertThat(page.get("transactions").size()).isLessThan(1000);
        assertThat(service.get(page.get("next").asText())
                        .json()
                        .at("/transactions/0/t")
                        .asLong())
                .isGreaterThan(page.get("transactions")
                        .get(page.get("transactions").size() - 1)
                        .get("t")
                        .asLong());
    }

    @Test
    void logOfABackup_isTheSameFactsThatQueriesFind() throws Exception {
        JsonNode page = service.get("/v1/databases/purchases/transactions?from=2014-11-15T13:37:42.108Z&limit=1")
                .json();

        assertThat(page.at("/transactions/0/instant").asText()).isEqualTo("2014-11-15T13:37:42.108Z");
        assertThat(facts(page.at("/transactions/0"))).anyMatch(fact -> fact.endsWith(" :purchase/id pur-108 true"));
        assertThat(facts(page.at("/transactions/0"))).anyMatch(fact -> fact.endsWith(" :purchase/amount 133700 true"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?from=soon                                            | 400 | request-invalid
            ?from=2014-05-01T00:00:00Z&to=2014-03-01T00:00:00Z    | 400 | request-invalid
            ?limit=0                                              | 400 | request-invalid
            ?limit=1001                                           | 413 | too-large
            ?to=2031-01-01T00:00:00Z                              | 409 | cursor-not-reached
            ?from=2031-01-01T00:00:00Z                            | 409 | cursor-not-reached
            ?to=999999999                                         | 409 | cursor-not-reached
            """)
    void badOrUnreachedBounds_areTypedProblems(String parameters, int status, String type) throws Exception {
        Service.Response response = service.get(LOG + parameters);

        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.json().get("type").asText()).isEqualTo("urn:dendro:problem:" + type);
    }

    @Test
    void privateFacts_areForThoseWithTheRole(@TempDir Path folder) throws Exception {
        String log = "/v1/databases/customers/transactions";
        try (Service secretive = PrivateWorld.start(folder, "")) {
            assertThat(text(secretive, log, "analyst"))
                    .contains("São Paulo", ":customer/city")
                    .doesNotContain("@forest");
            assertThat(text(secretive, log, "admin"))
                    .contains(PrivateWorld.SECRET, PrivateWorld.FORMER, ":customer/mail");
            assertThat(text(secretive, log, "scorer")).contains("not-permitted");
        }
    }

    private static String text(Service from, String path, String role) throws Exception {
        HttpResponse<byte[]> response = from.raw(PrivateWorld.as(PrivateWorld.get(from, path), role));
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static List<String> months(String parameters) throws Exception {
        return service.get(LOG + parameters).json().get("transactions").findValuesAsText("instant").stream()
                .map(instant -> instant.substring(5, 7))
                .toList();
    }

    private static String oak(JsonNode transactions) {
        for (JsonNode datom : transactions.get(0).get("datoms")) {
            if (datom.get(1).asText().equals(":tree/id")) {
                return datom.get(0).asText();
            }
        }
        throw new AssertionError("no oak in " + transactions);
    }

    /** All but the transaction's own. */
    private static List<String> facts(JsonNode transaction) {
        List<String> facts = new ArrayList<>();
        for (JsonNode datom : transaction.get("datoms")) {
            if (!datom.get(1).asText().equals(":db/txInstant")) {
                facts.add(datom.get(0).asText() + " " + datom.get(1).asText() + " "
                        + datom.get(2).asText() + " "
                        + datom.get(3).asText());
            }
        }
        return facts;
    }
}
