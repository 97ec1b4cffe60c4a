package dendro.modelservice;

import static org.assertj.core.api.Assertions.assertThat;

import dendro.model.ModelRepository;
import dendro.modelservice.kafka.DeadLetter;
import dendro.modelservice.world.PublishedModel;
import dendro.modelservice.world.RunningModelService;
import dendro.modelservice.world.ScoringTopics;
import dendro.modelservice.world.ServiceSettings;
import dendro.modelservice.world.World;
import dendro.queryservice.RunningQueryService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(World.Provider.class)
class DeadLetterReplayTest {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Test
    void whatCanBeScoredNow_isScoredOnce_howeverOftenItIsReplayed(World world) throws Exception {
        // Given: a query-service that takes no request as large as the feature set.
        ScoringTopics topics = world.newTopics();
        ServiceSettings settings = world.settings(topics);
        topics.sendPurchases(0, 20);
        topics.send(List.of(topics.message("no JSON at all")));
        try (RunningQueryService narrow = world.startQueryService(0, "100B");
                RunningModelService service =
                        RunningModelService.start(world, settings.withQueryService(narrow.uri()))) {
            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> topics.committedDeadLetters().size() == 21);
            assertThat(service.scored()).isZero();
        }

        // When
        replay(world, settings);

        // Then
        assertThat(topics.scoredIds())
                .isEqualTo(IntStream.range(0, 20)
                        .mapToObj(i -> "pur-" + i)
                        .sorted()
                        .toList());
        List<ConsumerRecord<byte[], byte[]>> letters = topics.committedDeadLetters();
        assertThat(letters).hasSize(22);
        assertThat(new String(letters.get(21).value(), StandardCharsets.UTF_8)).isEqualTo("no JSON at all");
        assertThat(header(letters.get(21), DeadLetter.REASON)).isEqualTo("request-invalid");
        assertThat(header(letters.get(21), DeadLetter.TOPIC)).isEqualTo(topics.input());
        assertThat(header(letters.get(21), DeadLetter.REPLAYS)).isEqualTo("1");

        // When
        replay(world, settings);

        // Then
        assertThat(topics.scoredIds()).hasSize(20);
        assertThat(topics.committedDeadLetters()).hasSize(23);
        assertThat(header(topics.committedDeadLetters().get(22), DeadLetter.REPLAYS))
                .isEqualTo("2");
    }

    @Test
    void topicsThatShareTheirDeadLetters_areReplayedEachByItsModel(World world, @TempDir Path folder) throws Exception {
        // Given
        ModelRepository models = new ModelRepository(folder);
        for (String name : List.of("dear-risk", "cheap-risk")) {
            int version = PublishedModel.publishConstant(
                    folder, name, PublishedModel.AMOUNT, name.equals("dear-risk") ? 1 : -1);
            models.point(name, "champion", version, "test");
        }
        ScoringTopics dear = world.newTopics();
        ScoringTopics cheap = world.newTopics();
        ServiceSettings settings = world.settings(dear).withModels(folder).with("""
                scoring:
                  - {model: dear-risk, topic: %s}
                  - {model: cheap-risk, topic: %s, scores: %s}
                """.formatted(
                        dear.input(), cheap.input(), cheap.scores()));
        dear.sendPurchases(0, 10);
        cheap.sendPurchases(10, 20);
        try (RunningQueryService narrow = world.startQueryService(0, "100B");
                RunningModelService service =
                        RunningModelService.start(world, settings.withQueryService(narrow.uri()))) {
            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> dear.committedDeadLetters().size() == 20);
            assertThat(service.scored()).isZero();
        }

        // When
        replay(world, settings);
        replay(world, settings);

        // Then
        assertThat(dear.scoredIds()).hasSize(10).allMatch(id -> id.length() == "pur-0".length());
        assertThat(dear.committedScores())
                .allMatch(score -> score.meta().model().equals("dear-risk"));
        assertThat(cheap.scoredIds()).hasSize(10).allMatch(id -> id.length() == "pur-10".length());
        assertThat(cheap.committedScores())
                .allMatch(score -> score.meta().model().equals("cheap-risk"));
        assertThat(dear.committedDeadLetters()).hasSize(20);
    }

    private static void replay(World world, ServiceSettings settings) throws Exception {
        Path file = world.write("replay", settings.yaml());
        new ModelService() {
            @Override
            protected void onFatalError(Throwable error) {
                throw new IllegalStateException(error);
            }
        }.run("replay-dead-letters", file.toString());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
