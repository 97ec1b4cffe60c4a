package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.edn.Edn;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where Quercus lived, month by month; and a tree that was planted in March, grew in May and was felled in July. */
class EvolutionTest {

    private static final String CITY = "[:find ?city :keys city :in $customers ?id"
            + " :where [$customers ?c :customer/id ?id] [$customers ?c :customer/city ?city]]";
    private static final String SPENT = "[:find ?id ?amount :in $purchases $customers ?customer :where"
            + " [$customers _ :customer/id ?customer] [$purchases ?p :purchase/customer-id ?customer]"
            + " [$purchases ?p :purchase/id ?id] [$purchases ?p :purchase/amount ?amount]]";

    private static Service service;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path seed = Files.writeString(folder.resolve("trees.edn"), """
                [{:db/id "datomic.tx" :db/txInstant #inst "2014-01-01"}
                 {:db/ident :tree/id, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one,
                  :db/unique :db.unique/identity}
                 {:db/ident :tree/height, :db/valueType :db.type/long, :db/cardinality :db.cardinality/one}]
                [{:db/id "datomic.tx" :db/txInstant #inst "2014-03-01"} {:tree/id "oak", :tree/height 1}]
                [{:db/id "datomic.tx" :db/txInstant #inst "2014-05-01"} {:tree/id "oak", :tree/height 2}]
                [{:db/id "datomic.tx" :db/txInstant #inst "2014-07-01"} [:db/retractEntity [:tree/id "oak"]]]
                """);
        service = Service.start(folder, """
                  trees: {uri: "datomic:mem://evolution-%1$s", seed: "%2$s"}
                  customers: {uri: "datomic:backup:file:%3$s/customers"}
                  purchases: {uri: "datomic:backup:file:%3$s/purchases"}
                """.formatted(UUID.randomUUID(), seed, Service.BACKUPS));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void points_areTheAnswersAtTheirInstants() throws Exception {
        JsonNode series = evolution(CITY, "2014-01-01T00:00:00Z", "2014-12-31T23:59:59.999Z", "P1M", "");

        assertThat(series.get("columns").toString()).isEqualTo("[\"city\"]");
        assertThat(series.get("types").toString()).isEqualTo("[\"text\"]");
        assertThat(series.get("points")).hasSize(12);
        assertThat(series.get("points").findValuesAsText("as-of"))
                .startsWith("2014-01-01T00:00:00Z", "2014-02-01T00:00:00Z")
                .endsWith("2014-12-01T00:00:00Z");
        assertSameAsAlone(CITY, series);
        assertThat(series.at("/points/10/rows").toString()).isEqualTo("[[\"São Paulo\"]]");
    }

    @Test
    void series_changesWhereTheFactsChanged() throws Exception {
        String height = "[:find ?height :in $trees ?any :where [$trees _ :tree/height ?height]]";

        JsonNode months = evolution(height, "2014-02-01T00:00:00Z", "2014-08-01T00:00:00Z", "P1M", "");
        JsonNode moment = evolution(height, "2014-04-30T23:59:59.999Z", "2014-05-01T00:00:00Z", "PT0.001S", "");

        assertThat(months.findValues("rows"))
                .extracting(JsonNode::toString)
                .containsExactly("[]", "[[1]]", "[[1]]", "[[2]]", "[[2]]", "[]", "[]");
        assertThat(moment.findValues("rows")).extracting(JsonNode::toString).containsExactly("[[1]]", "[[2]]");
        assertThat(moment.at("/points/1/cursor/trees").asLong())
                .isGreaterThan(moment.at("/points/0/cursor/trees").asLong());
        assertThat(months.at("/points/0/digest")).isEqualTo(months.at("/points/6/digest"));
        assertThat(months.at("/points/1/digest")).isNotEqualTo(months.at("/points/3/digest"));
        assertSameAsAlone(height, months);
    }

    @Test
    void seriesOverSeveralDatabases_hasTheCursorOfEach() throws Exception {
        JsonNode series = evolution(SPENT, "2014-11-15T13:37:42.107Z", "2014-11-15T13:37:42.108Z", "PT0.001S", "");

        assertThat(series.at("/points/0/rows").toString()).isEqualTo("[]");
        assertThat(series.at("/points/1/rows").toString()).isEqualTo("[[\"pur-108\",133700]]");
        assertThat(series.at("/points/1/cursor").fieldNames()).toIterable().containsExactly("customers", "purchases");
        assertSameAsAlone(SPENT, series);
    }

    private static void assertSameAsAlone(String query, JsonNode series) throws Exception {
        for (JsonNode point : series.get("points")) {
            JsonNode alone = service.query(query, point.get("as-of").asText(), "cus-quercus")
                    .json();
            for (String member : List.of("rows", "row-count", "cursor", "digest")) {
                assertThat(point.get(member)).as(point.toString()).isEqualTo(alone.get(member));
            }
        }
    }

    @Test
    void instantsThatABackupHasNotReached_areTypedErrorsBesideTheOthers() throws Exception {
        JsonNode series = evolution(CITY, "2014-06-01T00:00:00Z", "2034-06-01T00:00:00Z", "P10Y", "");

        assertThat(series.get("points")).hasSize(3);
        assertThat(series.at("/points/0/rows").toString()).isEqualTo("[[\"São Paulo\"]]");
        for (int late = 1; late <= 2; late++) {
            JsonNode point = series.get("points").get(late);
            assertThat(point.has("rows")).isFalse();
            assertThat(point.at("/problem/type").asText()).endsWith("cursor-not-reached");
            assertThat(point.at("/problem/database").asText()).isEqualTo("customers");
        }
    }

    @Test
    void series_isATableInCsv_unlessAnInstantHasNotBeenReached() throws Exception {
        HttpResponse<byte[]> table =
                post(body(CITY, "2014-11-01T00:00:00Z", "2014-12-01T00:00:00Z", "P1M", ""), "text/csv");
        HttpResponse<byte[]> beyond =
                post(body(CITY, "2014-11-01T00:00:00Z", "2034-12-01T00:00:00Z", "P10Y", ""), "text/csv");

        assertThat(text(table).lines())
                .containsExactly(
                        "\"as-of\",\"city\"",
                        "\"2014-11-01T00:00:00Z\",\"São Paulo\"",
                        "\"2014-12-01T00:00:00Z\",\"São Paulo\"");
        assertThat(table.headers().firstValue("Dendro-Types")).contains("instant,text");
        assertThat(table.headers().firstValue("Dendro-Row-Count")).contains("2");
        assertThat(table.headers().firstValue("Dendro-Query-Id")).isPresent();
        assertThat(beyond.statusCode()).isEqualTo(409);
        assertThat(text(beyond)).contains("cursor-not-reached");
    }

    @Test
    void seriesInEdn_isTheSame() throws Exception {
        String request =
                "{:query " + CITY + " :args [\"cus-quercus\"] :from #inst \"2014-11-01\" :to \"2014-11-01T00:00:00Z\""
                        + " :step \"P1D\"}";
        HttpResponse<byte[]> response =
                service.raw(HttpRequest.newBuilder(service.uri().resolve("/v1/query/evolution"))
                        .header("Content-Type", "application/edn")
                        .header("Accept", "application/edn")
                        .POST(HttpRequest.BodyPublishers.ofString(request)));

        Map<?, ?> series = (Map<?, ?>) Edn.read(text(response));

        assertThat(Objects.requireNonNull(series.get(Edn.read(":points"))).toString())
                .contains(":rows [[\"São Paulo\"]]", ":cursor {:customers ", "#inst \"2014-11-01");
        assertThat(Edn.write(Objects.requireNonNull(series.get(Edn.read(":types")))))
                .isEqualTo("[:text]");
    }

    /** The service of this test answers a thousand rows at most. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "to": "2014-01-02T00:00:00Z", "step": "P1D"                                      | 400 | 'from'
            "from": "2014-01-02T00:00:00Z", "to": "soon", "step": "P1D"                      | 400 | soon
            "from": "2014-01-02T00:00:00Z", "to": "2014-01-03T00:00:00Z"                     | 400 | 'step'
            "from": "2014-01-02T00:00:00Z", "to": "2014-01-03T00:00:00Z", "step": "daily"    | 400 | 'daily' is not a step
            "from": "2014-01-02T00:00:00Z", "to": "2014-01-01T00:00:00Z", "step": "P1D"      | 400 | is not before
            "from": "2014-01-01T00:00:00Z", "to": "2014-02-01T00:00:00Z", "step": "PT0.001S" | 413 | more than 1000 instants
            "from": "2014-01-01T00:00:00Z", "to": "2014-02-01T00:00:00Z", "step": "P1D", "cursor": {} | 400 | 'cursor'
            "from": "2014-01-01T00:00:00Z", "to": "2014-02-01T00:00:00Z", "step": "P1D", "limit": 1001 | 413 | 'limit'
            """)
    void badSeries_isATypedProblem(String members, int status, String detail) throws Exception {
        Service.Response response = service.post(
                "/v1/query/evolution",
                "{\"query\": " + Service.JSON.writeValueAsString(CITY) + ", \"args\": [\"cus-quercus\"], " + members
                        + "}");

        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.json().get("detail").asText()).contains(detail);
    }

    @Test
    void rowsOfAllInstantsTogether_areBounded() throws Exception {
        String all = "[:find ?id :in $customers ?any :where [$customers _ :customer/id ?id]]";
        String from = "2014-12-01T00:00:00Z";
        long customers = service.query(all, from, 0).json().get("row-count").asLong();
        assertThat(customers).isBetween(101L, 1000L);

        Service.Response whole =
                service.post("/v1/query/evolution", body(all, from, "2014-12-20T00:00:00Z", "P1D", ""));
        JsonNode cut = evolution(all, from, "2014-12-20T00:00:00Z", "P1D", ", \"limit\": 50");

        assertThat(whole.status()).isEqualTo(413);
        assertThat(whole.json().get("detail").asText()).contains("more than 1000 rows together");
        assertThat(cut.get("points")).hasSize(20);
        assertThat(cut.at("/points/0/rows")).hasSize(50);
        assertThat(cut.at("/points/0/row-count").asLong()).isEqualTo(customers);
    }

    private static JsonNode evolution(String query, String from, String to, String step, String more) throws Exception {
        Service.Response response = service.post("/v1/query/evolution", body(query, from, to, step, more));
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        return response.json();
    }

    private static String body(String query, String from, String to, String step, String more) throws Exception {
        return "{\"query\": %s, \"args\": [\"cus-quercus\"], \"from\": \"%s\", \"to\": \"%s\", \"step\": \"%s\"%s}"
                .formatted(Service.JSON.writeValueAsString(query), from, to, step, more);
    }

    private static HttpResponse<byte[]> post(String body, String accept) throws Exception {
        return service.raw(HttpRequest.newBuilder(service.uri().resolve("/v1/query/evolution"))
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
