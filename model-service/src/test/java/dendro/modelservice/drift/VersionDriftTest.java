package dendro.modelservice.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dendro.model.ModelRepository;
import dendro.model.ModelVersion;
import dendro.modelservice.world.PublishedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionDriftTest {

    private final Path models;

    VersionDriftTest(@TempDir Path folder) {
        this.models = folder.resolve("models");
        PublishedModel.publish(models, folder.resolve("trees.ubj"));
    }

    @Test
    void versionWithADistribution_isCompared() {
        assertThat(drift(1)).isInstanceOf(VersionDrift.Compared.class);
    }

    @Test
    void versionWithoutADistribution_saysSo() {
        int version = PublishedModel.publishConstant(models, PublishedModel.NAME, PublishedModel.AMOUNT, 1);

        assertNotCompared(version, VersionDrift.NotCompared.Reason.NO_DISTRIBUTION, "No distribution");
    }

    @Test
    void damagedDistribution_saysSo() throws IOException {
        Files.writeString(file(), "{\"features\": [");

        assertNotCompared(1, VersionDrift.NotCompared.Reason.DISTRIBUTION_DAMAGED, file().toString());
    }

    @Test
    void distributionOfOtherColumns_saysSo() throws IOException {
        Files.writeString(file(), Files.readString(file()).replace("\"amount\"", "\"sum\""));

        assertNotCompared(1, VersionDrift.NotCompared.Reason.OTHER_COLUMNS, "[sum, city]");
    }

    private Path file() {
        return models.resolve(PublishedModel.NAME).resolve("1").resolve("distribution.json");
    }

    private void assertNotCompared(int version, VersionDrift.NotCompared.Reason reason, String words) {
        assertThat(drift(version)).isInstanceOfSatisfying(VersionDrift.NotCompared.class, it -> {
            assertThat(it.version()).isEqualTo(version);
            assertThat(it.reason()).isEqualTo(reason);
            assertThat(it.detail()).contains(words);
        });
    }

    private VersionDrift drift(int version) {
        ModelRepository repository = new ModelRepository(models);
        try (ModelVersion loaded = repository.load(PublishedModel.NAME, version)) {
            return VersionDrift.of(repository, loaded, InstantSource.system());
        }
    }
}
