package dendro.modelservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.message.ScoreMessage;
import dendro.model.ModelRepository;
import dendro.modelservice.world.PublishedModel;
import dendro.modelservice.world.RunningModelService;
import dendro.modelservice.world.ScoringTopics;
import dendro.modelservice.world.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(World.Provider.class)
class AliasesTest {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String NAME = PublishedModel.NAME;

    @Test
    void promotedVersion_scoresWithoutARestart_andHistoryTellsWhichDidThen(World world, @TempDir Path folder)
            throws Exception {
        // Given
        ModelRepository models = new ModelRepository(folder);
        int first = PublishedModel.publishConstant(folder, NAME, PublishedModel.AMOUNT, -1);
        models.point(NAME, "champion", first, "test");
        Instant before = models.history(NAME).get(0).at();
        ScoringTopics topics = world.newTopics();
        try (RunningModelService service =
                RunningModelService.start(world, world.settings(topics).withModels(folder))) {
            topics.sendPurchases(0, 20);
            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> topics.committedScores().size() == 20);

            // When
            int second = PublishedModel.publishConstant(folder, NAME, PublishedModel.AMOUNT, 1);
            models.point(NAME, "champion", second, "somebody");
            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> get(service, "/v1/models").at("/0/version").asInt() == second);
            topics.sendPurchases(20, 40);
            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> topics.committedScores().size() == 40);

            // Then
            List<ScoreMessage> scores = topics.committedScores();
            assertThat(scores.stream().filter(isOf(first))).hasSize(20).allMatch(score -> score.score() < 0.5);
            assertThat(scores.stream().filter(isOf(second))).hasSize(20).allMatch(score -> score.score() > 0.5);
            Instant after = models.history(NAME).get(1).at();
            assertThat(get(service, "/v1/models/purchase-risk/at?instant=" + after.minusMillis(1))
                            .at("/aliases/champion/version")
                            .asInt())
                    .isEqualTo(first);
            JsonNode now = get(service, "/v1/models/purchase-risk/at");
            assertThat(now.at("/aliases/champion/version").asInt()).isEqualTo(second);
            assertThat(now.at("/aliases/champion/who").asText()).isEqualTo("somebody");
            assertThat(get(service, "/v1/models/purchase-risk/at?instant=" + before.minusMillis(1))
                            .path("aliases"))
                    .isEmpty();
            assertThat(get(service, "/v1/models/purchase-risk/at?instant=yesterday")
                            .path("type")
                            .asText())
                    .isEqualTo("urn:dendro:problem:request-invalid");
            assertThat(get(service, "/v1/models/other/at").path("status").asInt())
                    .isEqualTo(404);
        }
    }

    @Test
    void challenger_scoresItsFractionOfTheIdsInTheShadow(World world, @TempDir Path folder) throws Exception {
        // Given
        ModelRepository models = new ModelRepository(folder);
        PublishedModel.publish(folder, folder.resolveSibling(folder.getFileName() + ".ubj"));
        int challenging = PublishedModel.publishConstant(folder, NAME, PublishedModel.AMOUNT, 1);
        models.point(NAME, "challenger", challenging, "test");
        ScoringTopics topics = world.newTopics();

        // When
        try (RunningModelService service = RunningModelService.start(
                world, world.settings(topics).withModels(folder).withChallenger(0.5))) {
            topics.sendPurchases(0, 200);
            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> topics.committedScores().size() == 200);
            assertThat(get(service, "/v1/models").findValuesAsText("alias")).containsExactly("champion", "challenger");
        }

        // Then
        assertThat(topics.scoredIds())
                .isEqualTo(IntStream.range(0, 200)
                        .mapToObj(i -> "pur-" + i)
                        .sorted()
                        .toList());
        assertThat(topics.committedScores()).allMatch(isOf(1));
        List<ScoreMessage> shadow = topics.committedChallengerScores();
        assertThat(shadow).hasSizeBetween(70, 130).allMatch(isOf(challenging)).allMatch(score -> score.score() > 0.5);
        assertThat(shadow.stream().map(score -> score.input().at().id())).doesNotHaveDuplicates();
    }

    @Test
    void severalModels_scoreATopicEach(World world, @TempDir Path folder) throws Exception {
        // Given
        ModelRepository models = new ModelRepository(folder);
        for (String name : List.of("dear-risk", "cheap-risk")) {
            int version = PublishedModel.publishConstant(
                    folder, name, PublishedModel.AMOUNT, name.equals("dear-risk") ? 1 : -1);
            models.point(name, "champion", version, "test");
        }
        ScoringTopics dear = world.newTopics();
        ScoringTopics cheap = world.newTopics();
        String entries = """
                scoring:
                  - {model: dear-risk, topic: %s}
                  - {model: cheap-risk, topic: %s, scores: %s, deadLetters: %s}
                """.formatted(dear.input(), cheap.input(), cheap.scores(), cheap.deadLetters());

        // When
        try (RunningModelService service = RunningModelService.start(
                world, world.settings(dear).withModels(folder).with(entries))) {
            dear.sendPurchases(0, 10);
            cheap.sendPurchases(10, 20);
            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> dear.committedScores().size() == 10
                            && cheap.committedScores().size() == 10);
            assertThat(get(service, "/v1/models").findValuesAsText("name")).containsExactly("dear-risk", "cheap-risk");
            assertThat(service.health("scoring-loop-cheap-risk").isHealthy()).isTrue();
        }

        // Then
        assertThat(dear.committedScores())
                .allMatch(score -> score.score() > 0.5 && score.meta().model().equals("dear-risk"));
        assertThat(cheap.committedScores())
                .allMatch(score -> score.score() < 0.5 && score.meta().model().equals("cheap-risk"));
    }

    private static Predicate<ScoreMessage> isOf(int version) {
        return score -> score.meta().version().equals(Integer.toString(version));
    }

    private static JsonNode get(RunningModelService service, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.uri() + path))
                .timeout(DEADLINE)
                .build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }
}
