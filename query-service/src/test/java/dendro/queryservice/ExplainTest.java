package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {

    private static final String CITY = "[:find ?id ?four :in $customers ?city"
            + " :where [$customers ?c :customer/city ?city] [$customers ?c :customer/id ?id] [(* 2 2) ?four]"
            + " [(not= ?id ?city)]]";
    private static final String ANY_ATTRIBUTE =
            "[:find ?e ?a :in $customers ?v" + " :where [$customers ?e :customer/id] [$customers ?e ?a ?v]]";

    private static Service service;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        service = PrivateWorld.start(folder, "", 3000);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void explanation_hasClausesInThePeersOrderWithTheirRows() throws Exception {
        JsonNode explained = json(explain("analyst", CITY, null, "São Paulo"));
        JsonNode phase = explained.get("phases").get(0);

        assertThat(explained.get("query").asText())
                .contains(":find [?id ?four]", ":in [$customers ?city]", "[$customers ?c :customer/city ?city]");
        assertThat(phase.get("schedule").get(0).toString())
                .containsSubsequence("[(* 2 2) ?four]", "?c :customer/city ?city", "?c :customer/id ?id");
        JsonNode city = clause(phase, ":customer/city");
        assertThat(city.get("rows-in").asLong()).isEqualTo(1);
        assertThat(city.get("rows-out").asLong()).isEqualTo(1);
        assertThat(city.get("binds-in").toString()).contains("?city");
        assertThat(city.get("unbound")).isEmpty();
        assertThat(clause(phase, ":customer/id").get("predicates").toString()).contains("not=");
        assertThat(explained.get("row-count").asLong()).isEqualTo(1);
        assertThat(explained.get("elapsed-ms").asDouble()).isPositive();
        assertThat(explained.toString()).doesNotContain("dendro.");
    }

    @Test
    void clauseOfTheUnnamedSourceThatNothingHasNarrowed_isWarnedOf() throws Exception {
        ObjectNode body = body("[:find ?id :in $ :where [?e :customer/id ?id]]", null);
        body.putObject("sources").putObject("$").put("database", "customers");

        JsonNode explained = json(service.raw(request("analyst", body)));

        JsonNode everybody = clause(explained.get("phases").get(0), ":customer/id");
        assertThat(everybody.get("unbound").toString()).isEqualTo("[\"?e\",\"?id\"]");
        assertThat(everybody.get("rows-out").asLong()).isEqualTo(2);
    }

    @Test
    void explanation_isAsOfTheCursor() throws Exception {
        JsonNode now = json(explain("analyst", CITY, null, "Quercus"));
        long t = now.get("cursor").get("customers").asLong();
        JsonNode before = json(explain("analyst", CITY, 1000L, "Quercus"));

        assertThat(now.get("row-count").asLong()).isEqualTo(1);
        assertThat(before.get("row-count").asLong()).isZero();
        assertThat(clause(before.get("phases").get(0), ":customer/city")
                        .get("rows-out")
                        .asLong())
                .isZero();
        assertThat(before.get("cursor").get("customers").asLong()).isEqualTo(1000);
        assertThat(json(explain("analyst", CITY, t, "Quercus")).get("phases")).isEqualTo(now.get("phases"));
    }

    @Test
    void valueOfAPrivateAttribute_isCountedForThoseWithTheRoleOnly() throws Exception {
        JsonNode secret = json(explain("analyst", ANY_ATTRIBUTE, null, PrivateWorld.SECRET));
        JsonNode absent = json(explain("analyst", ANY_ATTRIBUTE, null, "nobody@forest.example"));
        JsonNode seen = json(explain("admin", ANY_ATTRIBUTE, null, PrivateWorld.SECRET));

        assertThat(secret.get("phases")).isEqualTo(absent.get("phases"));
        assertThat(secret.get("row-count").asLong()).isZero();
        assertThat(seen.get("row-count").asLong()).isEqualTo(1);
        assertThat(seen.get("phases")).isNotEqualTo(secret.get("phases"));
    }

    @Test
    void segmentsRead_areToldOnlyToThoseFromWhomNothingIsHidden() throws Exception {
        assertThat(json(explain("admin", CITY, null, "Quercus")).has("reads")).isTrue();
        assertThat(json(explain("analyst", CITY, null, "Quercus")).has("reads")).isFalse();
    }

    @Test
    void privateAttributeThatIsNamed_isRefused() throws Exception {
        HttpResponse<byte[]> refused =
                explain("analyst", "[:find (count ?e) :in $customers :where [$customers ?e :customer/email]]", null);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(text(refused)).contains("attribute-private");
    }

    @Test
    void callersWhoAreNoAnalysts_areRefused() throws Exception {
        for (String role : List.of("scorer", "trainer")) {
            assertThat(explain(role, CITY, null, "Quercus").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void whatTheGuardForbids_isNotExplainedEither() throws Exception {
        HttpResponse<byte[]> refused =
                explain("admin", "[:find ?x :in $customers :where [(slurp \"/etc/passwd\") ?x]]", null);

        assertThat(text(refused)).contains("query-forbidden").doesNotContain("root:");
    }

    @Test
    void explanationThatTakesTooLong_endsAtItsTimeout() throws Exception {
        ObjectNode body =
                body(PrivateWorld.HEAVY, null).put("allow-cartesian", true).put("timeout-ms", 200);

        HttpResponse<byte[]> ended = service.raw(request("analyst", body));

        assertThat(text(ended)).contains("query-timeout");
    }

    @Test
    void explanation_isListedAndCancelledLikeAQuery() throws Exception {
        UUID id = UUID.randomUUID();
        CompletableFuture<HttpResponse<byte[]>> answer = service.rawLater(
                request("analyst", body(PrivateWorld.HEAVY, null).put("allow-cartesian", true))
                        .header("Dendro-Query-Id", id.toString()));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> text(service.raw(PrivateWorld.as(PrivateWorld.get(service, "/v1/queries"), "analyst")))
                        .contains(id.toString()));

        HttpRequest.Builder cancel = HttpRequest.newBuilder(service.uri().resolve("/v1/queries/" + id))
                .DELETE();
        assertThat(service.raw(PrivateWorld.as(cancel, "analyst")).statusCode()).isEqualTo(204);

        assertThat(text(answer.get(20, TimeUnit.SECONDS))).contains("query-cancelled");
    }

    private static JsonNode clause(JsonNode phase, String containing) {
        for (JsonNode clause : phase.get("clauses")) {
            if (clause.get("clause").asText().contains(containing)) {
                return clause;
            }
        }
        throw new AssertionError("no clause with " + containing + " in " + phase);
    }

    private static HttpResponse<byte[]> explain(String role, String query, @Nullable Long t, Object... args)
            throws Exception {
        return service.raw(request(role, body(query, t, args)));
    }

    private static ObjectNode body(String query, @Nullable Long t, Object... args) {
        ObjectNode body = Service.JSON.createObjectNode().put("query", query);
        body.set("args", Service.JSON.valueToTree(args));
        if (t != null) {
            body.putObject("cursor").put("customers", t);
        }
        return body;
    }

    private static HttpRequest.Builder request(String role, ObjectNode body) {
        return PrivateWorld.as(PrivateWorld.post(service, "/v1/query/explain", body.toString()), role);
    }

    private static JsonNode json(HttpResponse<byte[]> response) throws Exception {
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        return Service.JSON.readTree(response.body());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
