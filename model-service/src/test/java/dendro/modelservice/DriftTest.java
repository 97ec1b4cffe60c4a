package dendro.modelservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.model.ModelRepository;
import dendro.modelservice.world.PublishedModel;
import dendro.modelservice.world.PurchasesSeed;
import dendro.modelservice.world.RunningModelService;
import dendro.modelservice.world.ScoringTopics;
import dendro.modelservice.world.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The model was trained on purchases from two cities, half from each; these tests let it score those from one. */
@ExtendWith(World.Provider.class)
class DriftTest {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String NAME = PublishedModel.NAME;
    private static final String DRIFT = "/v1/models/" + NAME + "/drift";
    private static final int TIMES = 3;
    private static final int ROWS = TIMES * PurchasesSeed.FIRST_FROM_RICHMOND;

    /** The bin of the other city is empty and counts as 0.0001: (1 - 0.5) ln 2 + (0.0001 - 0.5) ln 0.0002. */
    private static final double ONE_OF_TWO_CITIES = 4.604318;

    @Test
    void purchasesOfOneCityAlone_areToldAsDrift_andAnotherVersionStartsAnew(World world, @TempDir Path folder)
            throws Exception {
        // Given
        Path models = folder.resolve("models");
        PublishedModel.publish(models, folder.resolve("trees.ubj"));
        ScoringTopics topics = world.newTopics();
        try (RunningModelService service =
                RunningModelService.start(world, world.settings(topics).withModels(models))) {
            JsonNode fresh = get(service, DRIFT).at("/aliases/champion");
            assertThat(fresh.path("rows").asLong()).isZero();
            assertThat(fresh.at("/not-compared/reason").asText()).isEqualTo("too-few-rows");
            assertThat(fresh.at("/score/bins")).hasSize(3);
            assertThat(service.exported())
                    .contains("dendro_drift_rows{alias=\"champion\",model=\"purchase-risk\",version=\"1\"} 0")
                    .doesNotContain("dendro_drift_psi{");

            // When
            sendPurchasesFromOneCity(topics);

            // Then
            Awaitility.await().atMost(DEADLINE).until(() -> service.scored() == ROWS);

            JsonNode champion = get(service, DRIFT).at("/aliases/champion");
            assertThat(champion.path("version").asInt()).isEqualTo(1);
            assertThat(champion.path("rows").asLong()).isGreaterThanOrEqualTo(ROWS);
            assertThat(champion.has("not-compared")).isFalse();
            assertThat(champion.path("since")).isEqualTo(fresh.path("since"));
            JsonNode amount = champion.at("/features/0");
            assertThat(amount.path("name").asText()).isEqualTo("amount");
            assertThat(amount.path("reading").asText()).isEqualTo("stable");
            JsonNode city = champion.at("/features/1");
            assertThat(city.path("psi").asDouble()).isEqualTo(ONE_OF_TWO_CITIES, within(1e-6));
            assertThat(city.path("reading").asText()).isEqualTo("much changed");
            assertThat(city.at("/bins/0").toString())
                    .isEqualTo("{\"label\":\"São Paulo\",\"expected\":0.5,\"actual\":1.0}");
            assertThat(city.at("/bins/1").toString())
                    .isEqualTo("{\"label\":\"Richmond\",\"expected\":0.5,\"actual\":0.0}");
            assertThat(champion.at("/score/psi").asDouble()).isEqualTo(0, within(0.01));
            String ofChampion = "{alias=\"champion\",feature=\"city\",model=\"purchase-risk\",version=\"1\"}";
            assertThat(service.metric("dendro_drift_psi" + ofChampion)).isEqualTo(ONE_OF_TWO_CITIES, within(1e-6));
            assertThat(service.exported()).contains("dendro_drift_score_psi{");

            // Analysts ask for what is odd: that is no drift.
            post(service, "/v1/scores", "{\"id\": \"pur-300\"}");
            assertThat(get(service, DRIFT).at("/aliases/champion/rows")).isEqualTo(champion.path("rows"));
            assertThat(get(service, "/v1/models/other/drift").path("status").asInt())
                    .isEqualTo(404);

            // When
            PublishedModel.publish(models, folder.resolve("trees.ubj"));

            // Then
            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() ->
                            get(service, DRIFT).at("/aliases/champion/version").asInt() == 2);
            JsonNode next = get(service, DRIFT).at("/aliases/champion");
            assertThat(next.path("rows").asLong()).isZero();
            assertThat(next.path("since").asText())
                    .isGreaterThan(champion.path("since").asText());
            assertThat(service.exported())
                    .contains("version=\"2\"")
                    .doesNotContain("version=\"1\"")
                    .doesNotContain("dendro_drift_psi{");
        }
    }

    @Test
    void challenger_isToldOfByItsOwnScores_andVersionsOfUnknownTrainingSaySo(World world, @TempDir Path folder)
            throws Exception {
        // Given
        Path models = folder.resolve("models");
        PublishedModel.publish(models, folder.resolve("trees.ubj"));
        ModelRepository repository = new ModelRepository(models);
        repository.point(NAME, "challenger", 1, "test");
        repository.point(
                NAME, "champion", PublishedModel.publishConstant(models, NAME, PublishedModel.AMOUNT, 1), "test");
        ScoringTopics topics = world.newTopics();
        try (RunningModelService service = RunningModelService.start(
                world, world.settings(topics).withModels(models).withChallenger(1))) {
            // When
            sendPurchasesFromOneCity(topics);
            Awaitility.await().atMost(DEADLINE).until(() -> service.scored() == ROWS);

            // Then
            JsonNode aliases = get(service, DRIFT).path("aliases");
            assertThat(aliases.at("/champion/not-compared/reason").asText()).isEqualTo("no-distribution");
            assertThat(aliases.at("/champion/version").asInt()).isEqualTo(2);
            assertThat(aliases.at("/challenger/version").asInt()).isEqualTo(1);
            assertThat(aliases.at("/challenger/rows").asLong())
                    .isGreaterThanOrEqualTo((long) service.metric("dendro_scoring_challenger_scores_total"))
                    .isPositive();
            assertThat(aliases.at("/challenger/features/1/psi").asDouble()).isEqualTo(ONE_OF_TWO_CITIES, within(1e-6));
            assertThat(service.exported())
                    .contains("dendro_drift_psi{alias=\"challenger\"")
                    .doesNotContain("dendro_drift_psi{alias=\"champion\"");
        }
    }

    private static void sendPurchasesFromOneCity(ScoringTopics topics) {
        for (int time = 0; time < TIMES; time++) {
            topics.sendPurchases(0, PurchasesSeed.FIRST_FROM_RICHMOND);
        }
    }

    private static JsonNode get(RunningModelService service, String path) throws Exception {
        return answer(HttpRequest.newBuilder(URI.create(service.uri() + path)));
    }

    private static void post(RunningModelService service, String path, String body) throws Exception {
        JsonNode answer = answer(HttpRequest.newBuilder(URI.create(service.uri() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.has("output")).isTrue();
    }

    private static JsonNode answer(HttpRequest.Builder request) throws Exception {
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request.timeout(DEADLINE).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
    }
}
