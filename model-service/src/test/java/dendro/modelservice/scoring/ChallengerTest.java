package dendro.modelservice.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dendro.message.TriggerMessageReader;
import dendro.model.ModelRepository;
import dendro.modelservice.world.PublishedModel;
import dendro.modelservice.world.PurchasesSeed;
import dendro.modelservice.world.ScoringTopics;
import dendro.modelservice.world.World;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.queryapi.QueryServiceClient;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(World.Provider.class)
final class ChallengerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MESSAGES = 100;
    private static final int AT_ONCE = 4;

    private final PrometheusRegistry metrics = new PrometheusRegistry();
    private final ScoringFigures figures = new ScoringFigures(metrics);
    private final FeatureSource features;
    private final LeasedModel champion;
    private final Path models;

    ChallengerTest(World world, @TempDir Path folder) {
        QueryServiceClient client = new QueryServiceClient(world.queryService().uri(), PATIENCE);
        this.features = client::features;
        this.models = folder.resolve("models");
        PublishedModel.publish(models, folder.resolve("trees.ubj"));
        PublishedModel.publishConstant(models, PublishedModel.NAME, PublishedModel.AMOUNT, 1);
        this.champion = version(1, features);
    }

    @Test
    void chosenIds_areTheSameOnEveryRunAndAFractionOfAll() {
        assertThat(chosen(0)).isEmpty();
        assertThat(chosen(0.3)).isEqualTo(chosen(0.3)).hasSizeBetween(20, 40);
        assertThat(chosen(0.6)).containsAll(chosen(0.3));
        assertThat(chosen(1)).hasSize(MESSAGES);
    }

    @Test
    void challengersScores_standBesideTheChampions() {
        LeasedModel other = version(2, features);
        try (Challenger challenger = new Challenger(other::lease, new Sampling(0.3), PATIENCE, AT_ONCE, figures)) {
            List<ScoringOutcome> outcomes = scoring(challenger).outcomes(messages());

            assertThat(outcomes.stream()
                            .map(ChallengerTest::scored)
                            .filter(scored -> scored.challenger().isPresent())
                            .map(scored -> scored.input().at().id()))
                    .isEqualTo(chosen(0.3));
            assertThat(outcomes.stream().map(ChallengerTest::scored)).allMatch(scored -> scored.version() == 1);
            assertThat(scored()).isEqualTo(chosen(0.3).size());
        }
    }

    @Test
    void challengerOfTheSameFeatureSet_readsNothingItself() {
        LeasedModel same = version(1, (featureSet, rows) -> {
            throw new AssertionError("It reads.");
        });
        try (Challenger challenger = new Challenger(same::lease, new Sampling(1), PATIENCE, AT_ONCE, figures)) {
            List<ScoringOutcome> outcomes = scoring(challenger).outcomes(messages());

            assertThat(outcomes).allSatisfy(outcome -> assertThat(
                            scored(outcome).challenger().orElseThrow().score())
                    .isEqualTo(scored(outcome).score()));
        }
    }

    @Test
    void failingChallenger_isCounted_andLeavesTheChampionsScoresAlone() {
        LeasedModel failing = version(2, (featureSet, rows) -> {
            throw new Problem(ProblemType.SERVICE_UNAVAILABLE, "It is away.").exception();
        });
        try (Challenger challenger = new Challenger(failing::lease, new Sampling(1), PATIENCE, AT_ONCE, figures)) {
            assertThat(scoring(challenger).outcomes(messages()))
                    .isEqualTo(scoring(Challenger.none(figures)).outcomes(messages()));
            assertThat(skipped("failed")).isEqualTo(MESSAGES);
        }
    }

    @Test
    void challengerThatHangs_isNotWaitedFor_andThenLeftOut() throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        LeasedModel hanging = version(2, (featureSet, rows) -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return features.features(featureSet, rows);
        });
        try (Challenger challenger =
                new Challenger(hanging::lease, new Sampling(1), Duration.ofMillis(1), AT_ONCE, figures)) {
            for (int batch = 0; batch < 6; batch++) {
                assertThat(scoring(challenger).outcomes(messages()))
                        .allMatch(outcome -> scored(outcome).challenger().isEmpty());
            }

            assertThat(skipped("late")).isEqualTo(AT_ONCE * MESSAGES);
            assertThat(skipped("busy")).isEqualTo(2 * MESSAGES);
            released.countDown();
        }
    }

    private long scored() {
        return sum("dendro_scoring_challenger_scores", "");
    }

    private long skipped(String reason) {
        return sum("dendro_scoring_challenger_skipped", reason);
    }

    /** The counter's value for a reason, or for none. */
    private long sum(String counter, String reason) {
        return metrics.scrape(counter::equals).stream()
                .flatMap(family -> family.getDataPoints().stream())
                .map(CounterSnapshot.CounterDataPointSnapshot.class::cast)
                .filter(point -> Objects.requireNonNullElse(point.getLabels().get("reason"), "")
                        .equals(reason))
                .mapToLong(point -> (long) point.getValue())
                .sum();
    }

    private MessageScoring scoring(Challenger challenger) {
        return new MessageScoring(new TriggerMessageReader("purchase"), champion::lease, challenger, figures);
    }

    private List<String> chosen(double fraction) {
        try (Challenger challenger =
                new Challenger(champion::lease, new Sampling(fraction), PATIENCE, AT_ONCE, figures)) {
            return IntStream.range(0, MESSAGES)
                    .mapToObj(i -> "pur-" + i)
                    .filter(challenger::isChosen)
                    .toList();
        }
    }

    private LeasedModel version(int version, FeatureSource source) {
        return new LeasedModel(new ServedModel(
                new ModelRepository(models).load(PublishedModel.NAME, version), source, new Sampling(0)));
    }

    private static List<byte[]> messages() {
        return IntStream.range(0, MESSAGES)
                .mapToObj(i -> ScoringTopics.purchase("pur-" + i, PurchasesSeed.moment(i))
                        .getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static ScoringOutcome.Scored scored(ScoringOutcome outcome) {
        return outcome.fold(scored -> scored, unscorable -> {
            throw new AssertionError(unscorable);
        });
    }
}
