package dendro.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.demo.examples.ExampleQuery;
import dendro.demo.process.Port;
import dendro.demo.world.World;
import dendro.demo.world.WorldDatabases;
import dendro.demo.world.WorldLoader;
import dendro.demo.world.WorldSettings;
import dendro.queryservice.RunningQueryService;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The query-service as the demo configures it: what ties the databases together, and what it keeps to itself. */
class DemoQueryServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUERCUS = "/v1/databases/customers/entity?attribute=customer/id&value=cus-quercus";
    private static final World WORLD = new World(new WorldSettings(108, 0.1, Instant.parse("2026-03-08T10:00:00Z")));
    private static final WorldDatabases DATABASES = WorldDatabases.create("demo-service-test-");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static RunningQueryService service;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        new WorldLoader(DATABASES, (events, reached) -> {}).load(WORLD.events());
        Port any = new Port(0, "", "");
        String yaml = Configurations.queryService(
                DATABASES,
                new DemoSettings.Ports(any, any, any, any, any, any, any),
                folder.resolve("query-service.log"));
        service = RunningQueryService.start(Files.writeString(folder.resolve("query-service.yml"), yaml));
    }

    @AfterAll
    static void stop() {
        service.close();
        DATABASES.close();
    }

    @Test
    void references_fitTheSchemasAndAreFollowedBothWays() throws Exception {
        JsonNode references = JSON.readTree(get(service.uri(), "/v1/schema")).get("references");
        JsonNode health = JSON.readTree(get(service.adminUri(), "/healthcheck"));

        assertThat(references).hasSize(World.REFERENCES.size());
        assertThat(references.findParents("problem")).isEmpty();
        assertThat(references.findParents("problem-backwards")).isEmpty();
        assertThat(health.findValuesAsText("healthy")).containsOnly("true");
    }

    @Test
    void quercus_isLinkedToHisPurchasesAndBillsAndThesePurchasesToTheirMerchants() throws Exception {
        JsonNode quercus = JSON.readTree(get(service.uri(), QUERCUS + "&as-of=" + WORLD.quercusBuysABook()));

        JsonNode bought = linked(quercus, "referred-to-by", ":purchase/customer-id");
        assertThat(bought.findValuesAsText("value")).contains("pur-108");
        assertThat(linked(quercus, "referred-to-by", ":bill/customer-id")).isNotEmpty();
        String path = bought.findParents("value").stream()
                .filter(link -> link.get("value").asText().equals("pur-108"))
                .findFirst()
                .orElseThrow()
                .get("path")
                .asText();
        JsonNode merchant = linked(JSON.readTree(get(service.uri(), path)), "refers-to", ":purchase/merchant-id");
        assertThat(get(service.uri(), merchant.get(0).get("path").asText())).contains("Quercus Bookshop");
    }

    @Test
    void emailAndTaxId_areNotForWhoeverIsOnThisMachine() throws Exception {
        String named = "{\"query\": \"[:find ?v :in $customers :where [$customers _ :customer/%s ?v]]\"}";
        String whatever =
                "{\"query\": \"[:find ?v :in $customers :where [$customers ?c :customer/id \\\"cus-quercus\\\"]"
                        + " [$customers ?c ?a ?v]]\"}";

        for (String attribute : new String[] {"email", "tax-id"}) {
            assertThat(post("/v1/query", named.formatted(attribute))).contains("attribute-private");
        }
        assertThat(post("/v1/query", whatever)).contains("Philosopher").doesNotContain("@");
        assertThat(get(service.uri(), QUERCUS))
                .contains("customer/city")
                .doesNotContain("customer/email", "customer/tax-id");
    }

    /** Attributes that are hidden from a caller can make the peer answer row by row; the feature set reads none. */
    @Test
    void featureSet_isPlannedAsIfNothingWerePrivate() throws Exception {
        String explained = post(
                "/v1/features/explain",
                JSON.createObjectNode().put("features", featureSet()).toString());

        assertThat(explained).contains("compiled").doesNotContain("left out");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_answersSomethingWithTheDefaultsOfItsParameters(ExampleQuery example) throws Exception {
        ObjectNode question = JSON.createObjectNode().put("query", example.text());
        question.set("sources", example.about().path("sources"));
        ArrayNode args = question.putArray("args");
        example.about().path("parameters").forEach(parameter -> args.add(defaultOf(parameter)));

        JsonNode answer = JSON.readTree(post("/v1/query", question.toString()));

        assertThat(answer.path("rows")).as(answer.toString()).isNotEmpty();
        assertThat(answer.get("warnings")).isEmpty();
    }

    static List<ExampleQuery> examples() {
        return ExampleQuery.all();
    }

    private static JsonNode defaultOf(JsonNode parameter) {
        String text = parameter.get("default").asText();
        return switch (parameter.path("of").asText(parameter.get("type").asText())) {
            case "instant" -> JSON.createObjectNode().put("edn", "#inst \"" + text + "\"");
            case "keyword" -> JSON.createObjectNode().put("edn", text);
            case "decimal" -> JSON.createObjectNode().put("edn", text + "M");
            default -> parameter.get("default");
        };
    }

    private static JsonNode linked(JsonNode answer, String direction, String by) {
        for (JsonNode group : answer.get(direction)) {
            if (group.get("by").asText().equals(by) && group.has("links")) {
                return group.get("links");
            }
        }
        return JSON.createArrayNode();
    }

    private static String featureSet() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(World.class.getResourceAsStream("/dendro/demo/purchase-risk.edn"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String get(URI where, String path) throws Exception {
        return sent(HttpRequest.newBuilder(where.resolve(path)).GET());
    }

    private static String post(String path, String body) throws Exception {
        return sent(HttpRequest.newBuilder(service.uri().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String sent(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
