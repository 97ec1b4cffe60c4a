package dendro.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.drift.Bins;
import dendro.drift.Distribution;
import dendro.drift.TrainingDistribution;
import dendro.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelRepositoryTest {

    private static final Instant NOW = Instant.parse("2014-11-15T13:37:42.108Z");
    private static final String NAME = "purchase-risk";

    private final Path root;
    private final ModelDraft draft;
    private final ModelRepository models;

    ModelRepositoryTest(@TempDir Path folder) {
        this.root = folder.resolve("models");
        this.draft = SampleDraft.in(folder);
        this.models = new ModelRepository(root, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void versions_countFromOne() {
        assertThat(models.versions(NAME)).isEmpty();

        int first = models.publish(NAME, draft);
        int second = models.publish(NAME, draft);

        assertThat(List.of(first, second)).containsExactly(1, 2);
        assertThat(models.versions(NAME)).containsExactly(1, 2);
    }

    @Test
    void publishedVersion_comesBackAsItWasDrafted() {
        int number = models.publish(NAME, draft);

        try (ModelVersion version = models.load(NAME, number)) {
            ModelMetadata metadata = version.metadata();
            assertThat(metadata.name()).isEqualTo(NAME);
            assertThat(metadata.version()).isEqualTo(1);
            assertThat(metadata.created()).isEqualTo(NOW);
            assertThat(metadata.featureSetText()).isEqualTo(draft.featureSetText());
            assertThat(metadata.featureSetHash()).isEqualTo(draft.featureSetHash());
            assertThat(metadata.columns()).isEqualTo(draft.encoder().columns());
            assertThat(metadata.encoder().toJson()).isEqualTo(draft.encoder().toJson());
            assertThat(metadata.cursor()).isEqualTo(draft.cursor());
            assertThat(metadata.period()).isEqualTo(draft.period());
            assertThat(metadata.rows()).isEqualTo(draft.rows());
            assertThat(metadata.figures()).isEqualTo(draft.figures());
            assertThat(metadata.libraryVersions()).isEqualTo(draft.libraryVersions());
            assertThat(version.blackbox().score(new float[][] {{0.9f, 0f, 0f}})[0])
                    .isGreaterThan(0.9f);
        }
    }

    @Test
    void folderOfAVersion_holdsThreeFilesAndNothingHiddenRemains() throws IOException {
        models.publish(NAME, draft);

        assertThat(names(root.resolve(NAME).resolve("1")))
                .containsExactlyInAnyOrder("trees.ubj", "metadata.json", "evaluation.json");
        assertThat(names(root.resolve(NAME))).containsExactlyInAnyOrder("1", ".lock");
    }

    @Test
    void distribution_comesBackIfOneWasStored() throws IOException {
        TrainingDistribution trained = new TrainingDistribution(
                List.of(), new Distribution("score", new Bins.Ranges(List.of(0.1)), List.of(7L, 3L, 0L)));
        models.publish(NAME, draft);
        models.publish(NAME, draft.trainedOn(trained));

        assertThat(models.distribution(NAME, 1)).isEmpty();
        assertThat(models.distribution(NAME, 2)).contains(trained);

        Path file = root.resolve(NAME).resolve("2/distribution.json");
        Files.writeString(
                file, "{\"features\": [], \"score\": {\"name\": \"score\", \"edges\": [0.1], \"counts\": [7]}}");
        assertThatThrownBy(() -> models.distribution(NAME, 2))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("distribution.json")
                .hasMessageContaining("which these do not count: [7]");
    }

    @Test
    void fittingAndReport_areStoredIfTheyAreGiven() throws IOException {
        models.publish(NAME, draft);
        models.publish(NAME, draft.fittedBy(new TreeMap<>(Map.of("depth", "4"))).shownIn("<p>São Paulo"));

        assertThat(models.metadata(NAME, 1).fitting()).isEmpty();
        assertThat(models.metadata(NAME, 2).fitting()).containsExactly(Map.entry("depth", "4"));
        assertThat(root.resolve(NAME).resolve("1/evaluation.html")).doesNotExist();
        assertThat(root.resolve(NAME).resolve("2/evaluation.html")).hasContent("<p>São Paulo");
    }

    @Test
    void draftWithoutBlackboxFile_publishesNothing() throws IOException {
        Files.delete(draft.blackboxFile());

        assertThatThrownBy(() -> models.publish(NAME, draft)).hasMessageContaining("trees.ubj");

        assertThat(models.versions(NAME)).isEmpty();
        assertThat(names(root.resolve(NAME))).isEmpty();
    }

    @Test
    void alias_pointsWhereItWasLastPointed() {
        models.publish(NAME, draft);
        models.publish(NAME, draft);

        models.point(NAME, "champion", 1, "bin/train");
        models.point(NAME, "challenger", 2, "bin/train");
        models.point(NAME, "champion", 2, "Quercus");

        assertThat(models.alias(NAME, "champion")).contains(2);
        assertThat(models.alias(NAME, "nobody")).isEmpty();
        assertThat(models.history(NAME))
                .containsExactly(
                        new AliasChange(NOW, "bin/train", "champion", OptionalInt.empty(), 1),
                        new AliasChange(NOW, "bin/train", "challenger", OptionalInt.empty(), 2),
                        new AliasChange(NOW, "Quercus", "champion", OptionalInt.of(1), 2));
    }

    @Test
    void aliasToAMissingVersion_isRefused() {
        models.publish(NAME, draft);

        assertThatThrownBy(() -> models.point(NAME, "champion", 2, "Quercus"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("model-unavailable")
                .hasMessageContaining("version 2");
        assertThat(models.aliases(NAME)).isEmpty();
    }

    @Test
    void historyLineCutOffByACrash_neverHappened() throws IOException {
        models.publish(NAME, draft);
        models.point(NAME, "champion", 1, "Quercus");
        Path history = root.resolve(NAME).resolve("history.jsonl");
        Files.writeString(history, "{\"at\":\"2014", StandardOpenOption.APPEND);
        assertThat(models.history(NAME)).hasSize(1);

        models.point(NAME, "challenger", 1, "Quercus");

        assertThat(models.history(NAME)).extracting(AliasChange::alias).containsExactly("champion", "challenger");
    }

    @Test
    void missingVersion_isUnavailable() {
        assertThatThrownBy(() -> models.load(NAME, 7))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("model-unavailable")
                .hasMessageContaining("no version 7")
                .hasMessageContaining(NAME);
    }

    @Test
    void changedBlackbox_isNamedAndNeverOpened() throws IOException {
        models.publish(NAME, draft);
        Path file = root.resolve(NAME).resolve("1").resolve("trees.ubj");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> models.load(NAME, 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("model-unavailable")
                .hasMessageContaining(file.toString())
                .hasMessageContaining("SHA-256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"name\": \"purchase-risk\"", "[]", "{}", "{\"name\": 3}"})
    void damagedMetadata_isNamedWithTheCause(String content) throws IOException {
        models.publish(NAME, draft);
        Path file = root.resolve(NAME).resolve("1").resolve("metadata.json");
        Files.writeString(file, content);

        assertThatThrownBy(() -> models.load(NAME, 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("model-unavailable")
                .hasMessageContaining(file + " is damaged: ");
    }

    @Test
    void damagedAliases_areNamed() throws IOException {
        models.publish(NAME, draft);
        models.point(NAME, "champion", 1, "Quercus");
        Path file = root.resolve(NAME).resolve("aliases.json");
        Files.writeString(file, "{\"champion\": \"one\"}");

        assertThatThrownBy(() -> models.alias(NAME, "champion"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(file + " is damaged: 'champion'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../other", "a/b", "/etc", "a\\b", ".hidden", "a\nb", "é"})
    void nameThatIsNotAPlainName_isRefused(String name) {
        assertThatThrownBy(() -> models.publish(name, draft))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("request-invalid");
        assertThatThrownBy(() -> models.alias(NAME, name))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("request-invalid");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }
}
