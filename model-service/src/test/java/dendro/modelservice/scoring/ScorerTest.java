package dendro.modelservice.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dendro.cursor.ResolvedCursor;
import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureValues;
import dendro.message.TriggerMessage;
import dendro.model.ModelRepository;
import dendro.model.ModelVersion;
import dendro.modelservice.world.PublishedModel;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorerTest {

    private static final ResolvedCursor CURSOR = ResolvedCursor.of(Map.of("purchases", 1042L));

    @Test
    void failedRows_keepTheOthersInTheirPlaces(@TempDir Path folder) {
        try (ModelVersion model = model(folder)) {
            // Given
            List<TriggerMessage> messages = List.of(message("a"), message("b"), message("c"), message("d"));
            Problem notFound = new Problem(ProblemType.ENTITY_NOT_FOUND, "There is no b.");
            List<FeatureOutcome> features = List.of(
                    row("a", 100_001L, "Richmond"),
                    new FeatureOutcome.Failed(message("b").at(), notFound),
                    row("c", "a text where a number belongs", "Richmond"),
                    row("d", 100L, null));

            // When
            List<ScoringOutcome> outcomes = scorer(model, 1).score(messages, features);

            // Then
            assertThat(scored(outcomes.get(0)).score()).isGreaterThan(0.9);
            assertThat(outcomes.get(1)).isEqualTo(new ScoringOutcome.Unscorable(notFound));
            assertThat(unscorable(outcomes.get(2)).type()).isEqualTo(ProblemType.FEATURE_VALUE_MISTYPED);
            assertThat(scored(outcomes.get(3)).score()).isLessThan(0.1);
            assertThat(scored(outcomes.get(3)).input()).isEqualTo(message("d"));
            assertThat(scored(outcomes.get(3)).cursor()).isEqualTo(CURSOR);
        }
    }

    @Test
    void batch_scoresAsItsRowsWouldAlone(@TempDir Path folder) {
        try (ModelVersion model = model(folder)) {
            // Given
            Scorer scorer = scorer(model, 1);
            List<TriggerMessage> messages = List.of(message("a"), message("b"));
            List<FeatureOutcome> features = List.of(row("a", 100L, "São Paulo"), row("b", 100_000L, "Richmond"));

            // When
            List<ScoringOutcome> together = scorer.score(messages, features);

            // Then
            assertThat(together.subList(0, 1)).isEqualTo(scorer.score(messages.subList(0, 1), features.subList(0, 1)));
            assertThat(together.subList(1, 2)).isEqualTo(scorer.score(messages.subList(1, 2), features.subList(1, 2)));
        }
    }

    @Test
    void idOutsideTheSample_leavesOnlyItsDigest(@TempDir Path folder) {
        try (ModelVersion model = model(folder)) {
            // Given
            List<TriggerMessage> messages = List.of(message("a"));
            List<FeatureOutcome> features = List.of(row("a", 100L, "Richmond"));

            // When
            ScoringOutcome.Scored with =
                    scored(scorer(model, 1).score(messages, features).get(0));
            ScoringOutcome.Scored without =
                    scored(scorer(model, 0).score(messages, features).get(0));

            // Then
            assertThat(with.features().values()).isPresent();
            assertThat(without.features().values()).isEmpty();
            assertThat(without.features().digest()).isEqualTo(with.features().digest());
        }
    }

    @Test
    void noMessages_haveNoScores(@TempDir Path folder) {
        try (ModelVersion model = model(folder)) {
            assertThat(scorer(model, 1).score(List.of(), List.of())).isEmpty();
        }
    }

    private static ModelVersion model(Path folder) {
        PublishedModel.publish(folder.resolve("models"), folder.resolve("trees.ubj"));
        return new ModelRepository(folder.resolve("models")).load(PublishedModel.NAME, 1);
    }

    private static Scorer scorer(ModelVersion model, double sample) {
        return new Scorer(model, new Sampling(sample));
    }

    private static TriggerMessage message(String id) {
        return new TriggerMessage("purchase", new EntityAt(id, Instant.parse("2014-11-15T13:37:42.108Z")));
    }

    private static FeatureOutcome row(String id, @Nullable Object... values) {
        return new FeatureOutcome.Row(message(id).at(), FeatureValues.of(Arrays.asList(values)), CURSOR);
    }

    private static ScoringOutcome.Scored scored(ScoringOutcome outcome) {
        return outcome.fold(scored -> scored, unscorable -> {
            throw new AssertionError(unscorable);
        });
    }

    private static Problem unscorable(ScoringOutcome outcome) {
        return outcome.fold(
                scored -> {
                    throw new AssertionError(scored);
                },
                ScoringOutcome.Unscorable::reason);
    }
}
