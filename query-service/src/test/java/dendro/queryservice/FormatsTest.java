package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;

import dendro.edn.Edn;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller sends, and what it may ask back for. */
class FormatsTest {

    private static final String ARROW = "application/vnd.apache.arrow.stream";
    private static final String QUERY = "{\"query\": \"[:find ?id ?amount :keys id amount :in $purchases ?id"
            + " :where [$purchases ?p :purchase/id ?id] [$purchases ?p :purchase/amount ?amount]]\","
            + " \"args\": [\"pur-108\"]}";
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */*                                                     | application/json
            text/csv                                                | text/csv
            text/html, text/*;q=0.5                                 | text/csv
            application/edn, application/json;q=0.9                 | application/edn
            application/json;q=0.2, text/csv;q=0.8                  | text/csv
            application/json;q=0, */*;q=0.1                         | application/edn
            application/vnd.apache.arrow.stream, */*;q=0.1          | application/vnd.apache.arrow.stream
            """)
    void answer_isInTheFormatLikedBest(String accept, String type) throws Exception {
        HttpResponse<byte[]> response = post("/v1/query", QUERY, "application/json", accept);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(type(response)).startsWith(type);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/query        | text/html
            /v1/query        | application/json;q=0
            /v1/training-set | text/csv
            /v1/features     | text/csv
            """)
    void formatThatIsNotOffered_isRefusedNamingThoseThatAre(String path, String accept) throws Exception {
        HttpResponse<byte[]> response = post(path, QUERY, "application/json", accept);

        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(type(response)).isEqualTo("application/problem+json");
        assertThat(text(response)).contains("application/");
    }

    @Test
    void csv_hasAHeaderAndTheKindsOfItsColumns() throws Exception {
        HttpResponse<byte[]> response = post("/v1/query", QUERY, "application/json", "text/csv");

        assertThat(text(response)).isEqualTo("\"id\",\"amount\"\r\n\"pur-108\",133700\r\n");
        assertThat(header(response, "Dendro-Types")).isEqualTo("text,long");
        assertThat(header(response, "Dendro-Row-Count")).isEqualTo("1");
        assertThat(header(response, "Dendro-Digest")).hasSize(64);
        assertThat(Service.JSON.readTree(header(response, "Dendro-Cursor")).has("purchases"))
                .isTrue();
    }

    @Test
    void requestInEdn_isReadAsItIs() throws Exception {
        String request = "{:query [:find ?id ?at :keys id at :in $purchases ?id"
                + " :where [$purchases ?p :purchase/id ?id ?tx] [$purchases ?tx :db/txInstant ?at]]"
                + " :args [\"pur-108\"] :cursor #inst \"2014-11-16\" :limit 5}";

        Map<?, ?> answer = (Map<?, ?>) Edn.read(text(post("/v1/query", request, "application/edn", "application/edn")));

        assertThat(answer.get(Edn.read(":rows")))
                .isEqualTo(Edn.read("[[\"pur-108\" #inst \"2014-11-15T13:37:42.108Z\"]]"));
        assertThat(String.valueOf(answer.get(Edn.read(":cursor")))).startsWith("{:purchases ");
    }

    @Test
    void sourcesInEdn_areViewsAndTuples() throws Exception {
        String request = "{:query [:find ?seen ?added :in $ $h $picked"
                + " :where [$picked ?id] [$ ?p :purchase/id ?id] [$h ?p :purchase/amount ?seen _ ?added]]"
                + " :sources {$ {:database \"purchases\"} \"$h\" {:database :purchases :view :history}"
                + " $picked {:tuples [[\"pur-108\"]]}} :cursor #inst \"2014-11-16\"}";
        String since = "{:query [:find (count ?p) . :in $s :where [$s ?p :purchase/id]]"
                + " :sources {$s {:database :purchases :since #inst \"2014-11-15\"}} :cursor #inst \"2014-11-16\"}";

        assertThat(text(post("/v1/query", request, "application/edn", "application/edn")))
                .contains(":rows [[133700 true]]");
        assertThat(text(post("/v1/query", since, "application/edn", "application/edn")))
                .contains(":row-count 1");
    }

    @Test
    void cartesianProductInEdn_isAllowedWhenAskedFor() throws Exception {
        String request = "{:query [:find (count ?a) . :in $purchases :where [$purchases ?a :purchase/id \"pur-108\"]"
                + " [$purchases ?b :purchase/amount]]%s}";

        assertThat(text(post("/v1/query", request.formatted(" :allow-cartesian true"), "application/edn", "*/*")))
                .contains("\"row-count\":1");
    }

    @Test
    void entityInEdn_keepsKeywordsAndInstants() throws Exception {
        String path = "/v1/databases/purchases/entity/history?attribute=purchase/id&value=pur-108";
        HttpResponse<byte[]> response =
                service.raw(HttpRequest.newBuilder(service.uri().resolve(path)).header("Accept", "application/edn"));

        Map<?, ?> answer = (Map<?, ?>) Edn.read(text(response));
        Map<?, ?> change = (Map<?, ?>) ((List<?>) Objects.requireNonNull(answer.get(Edn.read(":changes")))).get(0);
        assertThat(change.get(Edn.read(":instant"))).isEqualTo(Edn.read("#inst \"2014-11-15T13:37:42.108Z\""));
        assertThat(change.get(Edn.read(":attribute"))).isInstanceOf(clojure.lang.Keyword.class);
    }

    @Test
    void featuresInEdn_areAskedForAndAnswered() throws Exception {
        String request =
                "{:features " + FEATURES + " :rows [{:id \"pur-108\" :timestamp #inst \"2014-11-15T13:37:42.108Z\"}]}";

        assertThat(text(post("/v1/features", request, "application/edn", "application/edn")))
                .contains(":values {:amount 133700}");
    }

    @Test
    void trainingSetInArrow_hasItsRowsAndLastItsSummary() throws Exception {
        String request = "{\"features\": %s, \"from\": \"2014-11-14T00:00:00Z\", \"to\": \"2014-11-17T00:00:00Z\"}"
                .formatted(Service.JSON.writeValueAsString(FEATURES));

        byte[] body =
                post("/v1/training-set", request, "application/json", ARROW).body();

        try (RootAllocator memory = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(body), memory)) {
            assertThat(reader.loadNextBatch()).isTrue();
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            int last = root.getRowCount() - 1;
            assertThat(Service.JSON
                            .readTree(root.getVector("summary").getObject(last).toString())
                            .get("rows")
                            .asInt())
                    .isPositive()
                    .isEqualTo(last);
            StructVector values = (StructVector) root.getVector("values");
            for (int row = 0; row < last; row++) {
                assertThat(values.getChild("amount").getObject(row)).isInstanceOf(Long.class);
                assertThat(root.getVector("cursor").getObject(row).toString()).contains("purchases");
            }
            assertThat(reader.loadNextBatch()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text/plain       | {}                                    | 415 | text/plain
            application/json | {"query": "[]", "cursr": "now"}       | 400 | cursr
            application/json | {"query": "[]"} {"query": "[]"}       | 400 | not JSON
            application/json | {"query": "[]", "query": "[:find]"}   | 400 | query
            application/json | [1]                                   | 400 | 'query'
            application/json | {"query": "[]", "limit": 2.5}         | 400 | 'limit'
            application/json | {"query": "[]", "timeout-ms": -1}     | 400 | 'timeout-ms'
            application/json | {"query": "[]", "cursor": {"a": 1.5}} | 400 | 'a'
            application/json | {"query": "[]", "cursor": {"a": "2014-02-30T00:00:00Z"}} | 400 | 2014-02-30
            application/edn  | {:query [:find                        | 400 | line 1
            application/edn  | {:qery []}                            | 400 | qery
            application/edn  | {:query [:find ?x] :allow-cartesian 1} | 400 | 'allow-cartesian'
            application/edn  | {:query [:find ?x] :sources [$h]}     | 400 | 'sources'
            application/edn  | {:query [:find ?x] :sources {$h {:view :log}}} | 400 | $h
            application/edn  | {:query [:find ?x] :sources {$h {:database :a :view :future}}} | 400 | :future
            application/edn  | {:query [:find ?x] :sources {$h {:database :a :since nil}}} | 400 | 'since'
            application/edn  | {:query [:find ?x] :sources {h {:database :a}}} | 400 | 'h'
            application/edn  | {1 2}                                 | 400 | keywords
            application/edn  | [:find ?x]                            | 400 | :query
            application/edn  | {:query [:find ?x] :cursor #=(now)}   | 400 | Line 1
            """)
    void badBody_isRefusedNamingWhatIsWrong(String type, String body, int status, String place) throws Exception {
        HttpResponse<byte[]> response = post("/v1/query", body, type, "*/*");

        assertThat(response.statusCode()).as(text(response)).isEqualTo(status);
        assertThat(type(response)).isEqualTo("application/problem+json");
        assertThat(text(response)).contains(place).doesNotContain("\tat ", "Exception");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST   | /v1/features     | text/plain       | {}                                     | 415 | text/plain
            POST   | /v1/training-set | text/plain       | {}                                     | 415 | text/plain
            POST   | /v1/features     | application/json | not json                               | 400 | not JSON
            POST   | /v1/training-set | application/json | not json                               | 400 | not JSON
            POST   | /v1/features     | application/json | {"features": "{}", "rows": [], "rws": 1} | 400 | rws
            POST   | /v1/training-set | application/json | {"features": "{}", "form": 1}          | 400 | form
            POST   | /v1/features     | application/json | {"rows": []}                           | 400 | features
            POST   | /v1/training-set | application/json | {"features": "{:name"}                 | 400 | from
            POST   | /v1/features     | application/json | {"features": "{:name", "rows": []}     | 400 | line 1
            POST   | /v1/features     | application/json | {"features": "{:name 7}", "rows": 7}   | 400 | rows
            POST   | /v1/features     | application/json | {"features": "{:name 7}", "rows": [{"id": "a", "timestamp": "soon"}]} | 400 | soon
            POST   | /v1/training-set | application/json | {"features": "{:name 7}", "from": "soon", "to": "later"} | 400 | soon
            POST   | /v1/features     | application/edn  | {:features #=(now)}                    | 400 | Line 1
            POST   | /v1/training-set | application/edn  | {:features [}                          | 400 | 1
            POST   | /v1/features     | application/json | LARGE                                  | 413 | 1048576 bytes
            POST   | /v1/training-set | application/json | LARGE                                  | 413 | 1048576 bytes
            PUT    | /v1/features     | application/json | {}                                     | 405 | 405
            DELETE | /v1/training-set | application/json | {}                                     | 405 | 405
            GET    | /v1/features     | application/json | {}                                     | 405 | 405
            """)
    void badRequestForFeatures_isRefusedNamingWhatIsWrong(
            String method, String path, String type, String body, int status, String place) throws Exception {
        HttpResponse<byte[]> response = service.raw(HttpRequest.newBuilder(
                        service.uri().resolve(path))
                .header("Content-Type", type)
                .method(
                        method,
                        HttpRequest.BodyPublishers.ofString(body.equals("LARGE") ? " ".repeat(2_000_000) : body)));

        assertThat(response.statusCode()).as(text(response)).isEqualTo(status);
        assertThat(type(response)).isEqualTo("application/problem+json");
        assertThat(text(response)).contains(place).doesNotContain("\tat ", "Exception");
    }

    @Test
    void whoIsRefusedBeforeTheBodyIsRead_isToldThatTheConnectionCloses() throws Exception {
        assertThat(post("/v1/query", "{}", "text/plain", "*/*").headers().firstValue("Connection"))
                .contains("close");
        assertThat(post("/v1/query", "{}", "application/json", "text/plain")
                        .headers()
                        .firstValue("Connection"))
                .contains("close");
        assertThat(post("/v1/query", "{}", "application/json", "*/*").headers().firstValue("Connection"))
                .isEmpty();
    }

    @Test
    void bodyThatIsNotUtf8_isRefused() throws Exception {
        HttpResponse<byte[]> response =
                service.raw(HttpRequest.newBuilder(service.uri().resolve("/v1/query"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'{', (byte) 0xff, '}'})));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(text(response)).contains("UTF-8");
    }

    private static HttpResponse<byte[]> post(String path, String body, String type, String accept) throws Exception {
        return service.raw(HttpRequest.newBuilder(service.uri().resolve(path))
                .header("Content-Type", type)
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String type(HttpResponse<byte[]> response) {
        return header(response, "Content-Type");
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
