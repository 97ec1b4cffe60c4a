package dendro.modelservice.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.message.TriggerMessage;
import dendro.model.ModelRepository;
import dendro.modelservice.scoring.Lease;
import dendro.modelservice.scoring.Sampling;
import dendro.modelservice.scoring.ScoringOutcome;
import dendro.modelservice.scoring.ServedModel;
import dendro.modelservice.world.PublishedModel;
import dendro.modelservice.world.PurchasesSeed;
import dendro.modelservice.world.World;
import dendro.problem.ProblemException;
import dendro.queryapi.QueryServiceClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(World.Provider.class)
final class FollowedAliasTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MORE_THAN_A_PAUSE = Duration.ofSeconds(6);

    private static final String NO_SUCH_ATTRIBUTE = PublishedModel.AMOUNT.replace(":purchase/amount", ":purchase/sum");

    private final World world;
    private final Path models;
    private final ModelRepository repository;
    private Instant now = Instant.parse("2014-11-15T13:37:42.108Z");

    FollowedAliasTest(World world, @TempDir Path folder) {
        this.world = world;
        this.models = folder.resolve("models");
        this.repository = new ModelRepository(models);
    }

    @Test
    void changedAlias_takesOver_whileAHolderOfTheOldVersionGoesOnWithIt() {
        point(publish(PublishedModel.AMOUNT, -1));
        FollowedAlias champion = begun();
        ServedModel old;
        try (Lease lease = champion.lease().orElseThrow()) {
            old = lease.model();

            // When
            point(publish(PublishedModel.AMOUNT, 1));
            champion.look();

            // Then
            assertThat(servedVersion(champion)).isEqualTo(2);
            assertThat(score(old)).isLessThan(0.5);
        }
        assertThat(score(champion)).isGreaterThan(0.5);
        assertThat(champion.state().refusal()).isEmpty();
        champion.close();
    }

    @Test
    void treesAreClosedAfterTheirLastLease_notBefore() {
        PublishedModel.publish(models, models.resolveSibling("trees.ubj"));
        FollowedAlias champion = begun();
        Lease first = champion.lease().orElseThrow();
        Lease second = champion.lease().orElseThrow();
        ServedModel trees = first.model();
        point(publish(PublishedModel.AMOUNT, 1));
        champion.look();

        first.close();
        first.close();
        assertThat(score(trees)).isBetween(0.0, 1.0);
        second.close();

        assertThatThrownBy(() -> score(trees)).isInstanceOf(IllegalStateException.class);
        champion.close();
    }

    @Test
    void versionThatDoesNotLoad_isRefused_andTakenOnceItDoes() throws IOException {
        point(publish(PublishedModel.AMOUNT, -1));
        FollowedAlias champion = begun();
        int damaged = publish(PublishedModel.AMOUNT, 1);
        Path file = models.resolve("purchase-risk/" + damaged + "/logistic.json");
        byte[] sound = Files.readAllBytes(file);
        Files.writeString(file, "{}");
        point(damaged);

        // When
        champion.look();

        // Then
        assertThat(servedVersion(champion)).isEqualTo(1);
        assertThat(score(champion)).isLessThan(0.5);
        assertThat(champion.state().refusal().orElseThrow().version()).isEqualTo(2);
        assertThat(new ModelHealth(List.of(champion)).check().getMessage())
                .startsWith("champion of purchase-risk: version 1; version 2 was not taken: model-unavailable: ")
                .contains("SHA-256");
        assertThat(new ModelHealth(List.of(champion)).check().isHealthy()).isFalse();

        // When
        Files.write(file, sound);
        champion.look();
        assertThat(servedVersion(champion)).isEqualTo(1);
        now = now.plus(MORE_THAN_A_PAUSE);
        champion.look();

        // Then
        assertThat(servedVersion(champion)).isEqualTo(2);
        assertThat(new ModelHealth(List.of(champion)).check().isHealthy()).isTrue();
        champion.close();
    }

    @Test
    void versionWhoseFeatureSetNoLongerCompiles_isRefused() {
        point(publish(PublishedModel.AMOUNT, -1));
        FollowedAlias champion = begun();
        point(publish(NO_SUCH_ATTRIBUTE, 1));

        champion.look();

        assertThat(servedVersion(champion)).isEqualTo(1);
        assertThat(champion.state().refusal().orElseThrow().reason())
                .startsWith("attribute-unknown: ")
                .contains(":purchase/sum");
        champion.close();
    }

    @Test
    void startWithAVersionThatCannotScore_servesTheOneBefore() {
        point(publish(PublishedModel.AMOUNT, -1));
        point(publish(NO_SUCH_ATTRIBUTE, 1));

        FollowedAlias champion = begun();

        assertThat(servedVersion(champion)).isEqualTo(1);
        assertThat(champion.state().refusal().orElseThrow().version()).isEqualTo(2);
        champion.close();
    }

    @Test
    void startWithoutAnyVersionThatCanScore_endsWithTheReason() {
        point(publish(NO_SUCH_ATTRIBUTE, 1));

        assertThatThrownBy(this::begun).isInstanceOf(ProblemException.class).hasMessageContaining(":purchase/sum");
    }

    @Test
    void damagedAliases_leaveTheVersionInCharge() throws IOException {
        point(publish(PublishedModel.AMOUNT, -1));
        FollowedAlias champion = begun();
        Files.writeString(models.resolve("purchase-risk/aliases.json"), "{\"champion\": ");

        champion.look();

        assertThat(servedVersion(champion)).isEqualTo(1);
        assertThat(new ModelHealth(List.of(champion)).check().getMessage())
                .contains("champion of purchase-risk cannot be followed: model-unavailable: ")
                .contains("aliases.json");
        champion.close();
    }

    private int publish(String featureSet, double logOdds) {
        return PublishedModel.publishConstant(models, PublishedModel.NAME, featureSet, logOdds);
    }

    private void point(int version) {
        repository.point(PublishedModel.NAME, "champion", version, "test");
    }

    private FollowedAlias begun() {
        QueryServiceClient client = new QueryServiceClient(world.queryService().uri(), PATIENCE);
        FollowedAlias champion = new FollowedAlias(
                repository,
                PublishedModel.NAME,
                "champion",
                version -> new ServedModel(version, client::features, new Sampling(1)),
                () -> now);
        champion.begin();
        return champion;
    }

    private static int servedVersion(FollowedAlias alias) {
        return alias.state().serving().orElseThrow().version();
    }

    private static double score(FollowedAlias alias) {
        try (Lease lease = alias.lease().orElseThrow()) {
            return score(lease.model());
        }
    }

    private static double score(ServedModel model) {
        EntityAt at = new EntityAt("pur-7", PurchasesSeed.moment(7));
        List<FeatureOutcome> features = model.features(List.of(at));
        return model.score(List.of(new TriggerMessage("purchase", at)), features)
                .get(0)
                .fold(ScoringOutcome.Scored::score, unscorable -> {
                    throw new AssertionError(unscorable);
                });
    }
}
