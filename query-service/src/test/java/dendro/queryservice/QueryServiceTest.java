package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.features.Shard;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.queryapi.FeatureAnswer;
import dendro.queryapi.QueryServiceClient;
import dendro.queryapi.TrainingSetRequest;
import dendro.queryapi.TrainingSetStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryServiceTest {

    private static final String CITY = "[:find ?city :keys city :in $customers ?id"
            + " :where [$customers ?c :customer/id ?id] [$customers ?c :customer/city ?city]]";
    private static final Instant PURCHASE = Instant.parse("2014-11-15T13:37:42.108Z");
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
    void databases_areListedWithModeBasisAndHealth() throws Exception {
        JsonNode databases = service.get("/v1/databases").json().get("databases");

        assertThat(databases).hasSize(5);
        assertThat(databases.get(0).get("name").asText()).isEqualTo("bills");
        assertThat(databases.get(0).get("mode").asText()).isEqualTo("backup");
        assertThat(databases.get(0).get("basis-t").asLong()).isEqualTo(5500);
        assertThat(databases.get(1).get("name").asText()).isEqualTo("broken");
        assertThat(databases.get(1).get("healthy").asBoolean()).isFalse();
        assertThat(databases.get(1).get("problem").get("detail").asText()).contains("holds no backup");
    }

    @Test
    void databaseThatDoesNotOpen_isNamedInTheHealthCheckAndTheOthersAreServed() throws Exception {
        Service.Response health = service.getAdmin("/healthcheck");

        assertThat(health.json().get("database broken").get("healthy").asBoolean())
                .isFalse();
        assertThat(health.json().get("database broken").get("message").asText()).contains("holds no backup");
        assertThat(health.json().get("database customers").get("healthy").asBoolean())
                .isTrue();
        assertThat(service.query("[:find ?x :in $broken :where [$broken ?x :a/b]]", null)
                        .status())
                .isEqualTo(503);
    }

    @Test
    void schema_hasTypesAndCounts() throws Exception {
        JsonNode attributes = service.get("/v1/databases/customers").json().get("attributes");

        JsonNode city = attributes.findParents("attribute").stream()
                .filter(attribute -> attribute.get("attribute").asText().equals(":customer/city"))
                .findFirst()
                .orElseThrow();
        assertThat(city.get("type").asText()).isEqualTo("string");
        assertThat(city.get("datoms").asLong()).isGreaterThan(300);
        assertThat(attributes.findValuesAsText("attribute")).noneMatch(name -> name.startsWith(":db/"));
    }

    @Test
    void query_isAnsweredAsOfItsCursorAndCarriesTheResolvedOne() throws Exception {
        JsonNode then = service.query(CITY, PURCHASE.toString(), "cus-quercus").json();
        JsonNode now = service.query(CITY, null, "cus-quercus").json();

        assertThat(then.get("rows").toString()).isEqualTo("[[\"São Paulo\"]]");
        assertThat(then.get("columns").toString()).isEqualTo("[\"city\"]");
        assertThat(now.get("rows").toString()).isEqualTo("[[\"Richmond\"]]");
        assertThat(then.get("digest")).isNotEqualTo(now.get("digest"));

        String again = "{\"query\": %s, \"args\": [\"cus-quercus\"], \"cursor\": %s}"
                .formatted(Service.JSON.writeValueAsString(CITY), then.get("cursor"));
        assertThat(service.post("/v1/query", again).json().get("digest")).isEqualTo(then.get("digest"));
    }

    @Test
    void arguments_mayBeEdn() throws Exception {
        String body = "{\"query\": %s, \"args\": [{\"edn\": \"[:gold :vip]\"}]}"
                .formatted(Service.JSON.writeValueAsString(
                        "[:find (count ?c) :in $customers [?tag ...] :where [$customers ?c :customer/tags ?tag]]"));

        assertThat(service.post("/v1/query", body)
                        .json()
                        .get("rows")
                        .get(0)
                        .get(0)
                        .asLong())
                .isPositive();
    }

    @Test
    void sources_areViewsOfDatabasesUpToTheCursor() throws Exception {
        String query = "[:find ?city ?added :in $ $h $s ?log ?id :where [$ ?c :customer/id ?id]"
                + " [$h ?c :customer/city ?city ?tx ?added] [$s ?c :customer/city] [(tx-ids ?log nil nil) [?tx ...]]]";
        String body = """
                {"query": %s, "args": ["cus-quercus"], "sources": {
                  "$": {"database": "customers"}, "$h": {"database": "customers", "view": "history"},
                  "$s": {"database": "customers", "since": "%s"}, "?log": {"database": "customers", "view": "log"}}}
                """.formatted(Service.JSON.writeValueAsString(query), PURCHASE);

        JsonNode answer = service.post("/v1/query", body).json();

        assertThat(answer.get("rows").toString())
                .isEqualTo("[[\"Richmond\",true],[\"São Paulo\",false],[\"São Paulo\",true]]");
        assertThat(answer.get("cursor").size()).isEqualTo(1);
    }

    @Test
    void cartesianProduct_isRefusedUnlessAskedFor() throws Exception {
        String body = "{\"query\": \"[:find (count ?a) . :in $customers :where [$customers ?a :customer/id]"
                + " [$customers ?b :customer/tags :vip]]\"%s}";

        Service.Response refused = service.post("/v1/query", body.formatted(""));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("type").asText()).endsWith("query-disconnected");
        assertThat(refused.json().get("clause").asText()).isEqualTo("[$customers ?a :customer/id]");
        assertThat(refused.json().get("other-clause").asText()).isEqualTo("[$customers ?b :customer/tags :vip]");
        assertThat(refused.json().get("detail").asText())
                .contains("[$customers ?a :customer/id]", "[$customers ?b :customer/tags :vip]");
        assertThat(service.post("/v1/query", body.formatted(", \"allow-cartesian\": true"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void valueThatGrowsWithoutBound_isRefused() throws Exception {
        StringBuilder clauses = new StringBuilder();
        for (int step = 0; step < 40; step++) {
            clauses.append("[(str ?x%1$d ?x%1$d) ?x%2$d]".formatted(step, step + 1));
        }

        Service.Response response = service.query("[:find ?x40 :in ?x0 :where " + clauses + "]", null, "oak");

        assertThat(response.status()).isEqualTo(413);
        assertThat(response.json().get("name").asText()).isEqualTo("str");
    }

    @Test
    void tuples_areASourceThatComesWithTheQuery() throws Exception {
        String body = """
                {"query": "[:find ?city :in $customers $picked :where [$picked ?id :picked true] [$customers ?c :customer/id ?id] [$customers ?c :customer/city ?city]]",
                 "sources": {"$picked": {"tuples": [["cus-quercus", {"edn": ":picked"}, true], ["x", {"edn": ":picked"}, false]]}}}
                """;

        assertThat(service.post("/v1/query", body).json().get("rows").toString())
                .isEqualTo("[[\"Richmond\"]]");
    }

    @Test
    void procedures_areListedAndCalled() throws Exception {
        JsonNode procedures = service.get("/v1/procedures").json().get("procedures");

        assertThat(procedures.findValuesAsText("name")).contains("interest", "random-numbers", "late");
        assertThat(procedures.findValuesAsText("kind")).contains("function", "rule");
        Service.Response late =
                service.query("[:find (count ?b) . :in $bills :where ($bills late ?b)]", "2014-09-01T00:00:00Z");
        assertThat(late.json().at("/rows/0/0").asLong()).as(late.body()).isPositive();
        assertThat(service.query("[:find ?i :in $bills :where [(interest 1000 0.08 30) ?i]]", null)
                        .body())
                .contains("\"rows\":[[6.60]]");
    }

    @Test
    void procedures_areListedWithWhatTheyAreForAndExamplesThatRun() throws Exception {
        JsonNode procedures = service.get("/v1/procedures").json().get("procedures");

        for (JsonNode procedure : procedures) {
            String name = procedure.get("name").asText();
            String example = procedure.get("example").asText();
            Matcher variables = Pattern.compile("\\?[a-z-]+").matcher(example);
            assertThat(variables.find()).as(example).isTrue();
            Service.Response answer = service.query(
                    "[:find " + variables.group() + " :in $bills :where " + example + "]", "2014-09-01T00:00:00Z");

            assertThat(procedure.get("documentation").asText())
                    .as(name)
                    .endsWith(".")
                    .hasSizeGreaterThan(40);
            assertThat(example).contains("(" + (example.startsWith("($") ? "$bills " : "") + name + " ");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().get("row-count").asLong()).as(name).isPositive();
            assertThat(procedure.get("parameters")).as(name).isNotEmpty();
        }
        Map<String, String> natures = new HashMap<>();
        procedures.forEach(procedure -> natures.put(
                procedure.get("name").asText(), procedure.path("nature").asText()));
        assertThat(natures)
                .containsEntry("interest", "pure")
                .containsEntry("cursor-instant", "pure")
                .containsEntry("random-numbers", "seeded")
                .containsEntry("late", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [:find ?x :in $customers :where [$customers ?x        | 400 | edn-syntax         | starting at line 1
            [:find ?x :in $nowhere :where [$nowhere ?x :a/b]]     | 400 | database-unknown   | nowhere
            [:find ?x :in $customers ?y :where [$customers ?x :customer/id ?y]] | 400 | argument-mismatch | missing: ?y
            [:find ?x :in $customers :where [$customers ?x :customer/nam]] | 400 | query-invalid | :customer/nam
            [:find ?s :in $customers :where [(clojure.core/slurp "/etc/passwd") ?s]] | 403 | query-forbidden | clojure.core/slurp
            [:find ?s :in $customers :where [$customers ?c :customer/id] [(q [:find ?z :where [(java.lang.System/exit 0) ?z]] $customers) ?s]] | 403 | query-forbidden | java.lang.System/exit
            [:find (clojure.core/eval ?c) :in $customers :where [$customers ?c :customer/id]] | 403 | query-forbidden | clojure.core/eval
            [:find (pull $customers ?c [(:customer/id :xform clojure.core/eval)]) :in $customers :where [$customers ?c :customer/id]] | 403 | query-forbidden | clojure.core/eval
            """)
    void badQuery_isRefusedWithAStatusATypeAndThePlace(String query, int status, String type, String place)
            throws Exception {
        Service.Response response = service.query(query, null);

        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.json().get("type").asText()).isEqualTo("urn:dendro:problem:" + type);
        assertThat(response.json().get("status").asInt()).isEqualTo(status);
        assertThat(response.json().get("detail").asText()).contains(place);
    }

    @Test
    void forbiddenFunctionInARule_isRefused() throws Exception {
        String body = "{\"query\": %s, \"args\": [{\"edn\": %s}]}"
                .formatted(
                        Service.JSON.writeValueAsString("[:find ?x :in $customers % :where ($customers evil ?x)]"),
                        Service.JSON.writeValueAsString("[[(evil ?x) [(clojure.core/slurp \"/etc/passwd\") ?x]]]"));

        Service.Response response = service.post("/v1/query", body);

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.json().get("detail").asText()).contains("clojure.core/slurp");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            not json                                      | not JSON
            {}                                            | 'query'
            {"query": 7}                                  | 'query'
            {"query": "[]", "args": 7}                    | 'args'
            {"query": "[]", "args": [{"end": 1}]}         | argument
            {"query": "[]", "cursor": "yesterday"}        | yesterday
            {"query": "[]", "cursor": {"customers": -1}}  | customers
            {"query": "[]", "cursor": "+1000000000-12-31T23:59:59Z"} | +1000000000
            {"query": "[]", "args": [1e400]}              | larger than a double
            {"query": "[]", "limit": 0}                   | 'limit'
            {"query": "[]", "sources": 7}                 | 'sources'
            {"query": "[]", "sources": {"$h": {"databse": "customers"}}} | 'databse'
            {"query": "[]", "sources": {"$h": {"database": "customers", "view": "future"}}} | "future"
            {"query": "[]", "sources": {"$h": {"database": "customers", "since": "soon"}}} | soon
            {"query": "[]", "sources": {"$h": {"tuples": [1]}}} | $h
            {"query": "[]", "sources": {"h": {"database": "customers"}}} | 'h'
            {"query": "[:find ?x :in $customers :where [$customers ?x :a]]", "sources": {"$h": {"database": "customers"}}} | $h
            {"query": "[]", "allow-cartesian": "yes"}     | 'allow-cartesian'
            """)
    void bodyThatIsNoQuery_isRefusedNamingTheMember(String body, String place) throws Exception {
        Service.Response response = service.post("/v1/query", body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().get("detail").asText()).contains(place);
    }

    /** A database left out of the cursor would be read at whatever is newest. */
    @Test
    void cursorThatLeavesOutADatabaseOfTheQuery_isRefused() throws Exception {
        String body = "{\"query\": %s, \"args\": [\"cus-quercus\"], \"cursor\": {\"custmers\": 1042}}"
                .formatted(Service.JSON.writeValueAsString(CITY));

        Service.Response response = service.post("/v1/query", body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().get("detail").asText()).contains("'customers'");
    }

    @Test
    void rowsBeyondTheLimit_areRefused() throws Exception {
        String row = "{\"id\": \"pur-108\", \"timestamp\": \"%s\"}".formatted(PURCHASE);
        String body = "{\"features\": %s, \"rows\": [%s]}"
                .formatted(
                        Service.JSON.writeValueAsString(FEATURES),
                        String.join(",", java.util.Collections.nCopies(51, row)));

        assertThat(service.post("/v1/features", body).status()).isEqualTo(413);
    }

    @Test
    void tooLargeBody_isRefused() throws Exception {
        assertThat(service.post("/v1/query", " ".repeat(2_000_000)).status()).isEqualTo(413);
    }

    @Test
    void tooLargeBody_maySendItsEndBeforeItsAnswerIsRead() throws Exception {
        assertThat(service.postAndOnlyThenRead("/v1/query", " ".repeat(20_000_000)))
                .startsWith("HTTP/1.1 413 ")
                .contains("too-large");
    }

    @Test
    void cursorThatTheDatabaseHasNotReached_isATypedError() throws Exception {
        Service.Response response = service.query(CITY, "2031-01-01T00:00:00Z", "cus-quercus");

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.json().get("type").asText()).endsWith("cursor-not-reached");
        assertThat(response.json().get("database").asText()).isEqualTo("customers");
    }

    @Test
    void entity_isAsOfItsInstant() throws Exception {
        String path = "/v1/databases/customers/entity?attribute=customer/id&value=cus-quercus";

        assertThat(service.get(path + "&as-of=" + PURCHASE)
                        .json()
                        .at("/entity/customer~1city")
                        .asText())
                .isEqualTo("São Paulo");
        assertThat(service.get(path).json().at("/entity/customer~1city").asText())
                .isEqualTo("Richmond");
        assertThat(service.get(path + "&as-of=2013-01-01T00:00:00Z").status()).isEqualTo(404);
    }

    @Test
    void entityById_isTheOneOfItsUniqueAttribute() throws Exception {
        String path = "/v1/databases/customers/entity?attribute=customer/id&value=cus-quercus";
        JsonNode named = service.get(path + "&as-of=" + PURCHASE).json();
        String id = named.at("/entity/db~1id").asText();

        Service.Response byId = service.get("/v1/databases/customers/entity?entity=" + id + "&as-of=" + PURCHASE);
        Service.Response history = service.get("/v1/databases/customers/entity/history?entity=" + id);

        assertThat(byId.json()).isEqualTo(named);
        assertThat(history.json())
                .isEqualTo(
                        service.get(path.replace("entity?", "entity/history?")).json());
        assertThat(service.get("/v1/databases/customers/entity?entity=" + id + "&as-of=2013-01-01T00:00:00Z")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void entityAndFeatures_warnOfAttributesWithoutHistory() throws Exception {
        String path = "/v1/databases/customers/entity?attribute=customer/id&value=cus-quercus";
        String seen = "{:name :seen :entity {:database :customers :attribute :customer/id}"
                + " :features [[:find ?seen :keys seen :in $customers ?id"
                + " :where [$customers ?c :customer/id ?id] [$customers ?c :customer/last-seen ?seen]]]}";
        String rows = "[{\"id\": \"cus-quercus\", \"timestamp\": \"" + PURCHASE + "\"}]";

        for (JsonNode answer : List.of(
                service.get(path).json(),
                service.get(path.replace("entity?", "entity/history?")).json(),
                service.post("/v1/features", "{\"features\": \"" + seen + "\", \"rows\": " + rows + "}")
                        .json())) {
            assertThat(answer.get("warnings")).hasSize(1);
            assertThat(answer.at("/warnings/0").asText()).contains(":customer/last-seen", "keeps no history");
        }
        assertThat(service.post("/v1/features", "{\"features\": \"" + FEATURES + "\", \"rows\": []}")
                        .json()
                        .get("warnings"))
                .isEmpty();
    }

    @Test
    void parameterThatMeansNothing_isRefusedByName() throws Exception {
        Service.Response response =
                service.get("/v1/databases/customers/entity?attribute=customer/id&value=cus-quercus&asof=" + PURCHASE);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().get("detail").asText()).contains("'asof'", "as-of");
        assertThat(service.post("/v1/features/explain", "{\"features\": \"" + FEATURES + "\", \"row\": []}")
                        .json()
                        .get("detail")
                        .asText())
                .contains("'row'");
    }

    @Test
    void entityHistory_tellsWhereAValueCameFrom() throws Exception {
        JsonNode changes = service.get("/v1/databases/customers/entity/history?attribute=customer/id&value=cus-quercus")
                .json()
                .get("changes");

        List<String> cities = changes.findParents("attribute").stream()
                .filter(change -> change.get("attribute").asText().equals(":customer/city"))
                .map(change ->
                        change.get("added").asText() + " " + change.get("value").asText())
                .toList();
        assertThat(cities).containsExactly("true São Paulo", "false São Paulo", "true Richmond");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/databases/nowhere, 400",
        "/v1/databases/customers/entity, 400",
        "/v1/databases/customers/entity?attribute=customer/nam&value=x, 400",
        "/v1/databases/customers/entity?attribute=customer/city&value=x, 400",
        "/v1/databases/customers/entity?attribute=customer/id&value=x, 404",
        "/v1/databases/customers/entity?attribute=customer/id&value=x&as-of=soon, 400",
        "/v1/databases/customers/entity?attribute=customer/id&value=x&entity=1, 400",
        "/v1/databases/customers/entity?entity=cus-quercus, 400",
        "/v1/databases/customers/entity?entity=17599999999999, 404",
        "/v1/databases/customers/entity/history?entity=17599999999999, 404",
        "/v1/nowhere, 404",
    })
    void badPath_isProblemJson(String path, int status) throws Exception {
        Service.Response response = service.get(path);

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
    }

    @Test
    void features_areReadThroughTheClient() {
        FeatureAnswer answer = client().features(
                        FEATURES, List.of(new EntityAt("pur-108", PURCHASE), new EntityAt("pur-none", PURCHASE)));

        assertThat(((FeatureOutcome.Row) answer.outcomes().get(0)).values().value(0))
                .contains(133700L);
        assertThat(((FeatureOutcome.Failed) answer.outcomes().get(1)).problem().type())
                .isEqualTo(ProblemType.ENTITY_NOT_FOUND);
    }

    @Test
    void trainingSet_streamsThroughTheClient() {
        TrainingSetRequest request = new TrainingSetRequest(
                FEATURES, PURCHASE.minusSeconds(86_400), PURCHASE.plusSeconds(86_400), Shard.whole(), Optional.empty());
        try (TrainingSetStream stream = client().trainingSet(request)) {
            long rows = 0;
            while (stream.hasNext()) {
                stream.next();
                rows++;
            }

            assertThat(rows).isPositive().isEqualTo(stream.summary().rows());
        }
    }

    @Test
    void wrongFeatureSet_reachesTheClientAsItsProblem() {
        assertThatThrownBy(() -> client().features("{:name 7}", List.of()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.FEATURE_SET_INVALID));
    }

    @Test
    void serviceThatIsAway_isServiceUnavailable() {
        QueryServiceClient nobody = new QueryServiceClient(URI.create("http://127.0.0.1:1"), Duration.ofSeconds(1));

        assertThatThrownBy(() -> nobody.features(FEATURES, List.of()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.SERVICE_UNAVAILABLE));
    }

    @Test
    void metrics_countRequests() throws Exception {
        service.get("/v1/databases");

        assertThat(service.getAdmin("/metrics").body()).contains("DatabasesResource.list");
    }

    private static QueryServiceClient client() {
        return new QueryServiceClient(service.uri(), Duration.ofSeconds(10));
    }
}
