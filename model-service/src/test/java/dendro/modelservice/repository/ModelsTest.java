package dendro.modelservice.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dendro.model.ModelRepository;
import dendro.model.ModelVersion;
import dendro.modelservice.command.CommandRun;
import dendro.modelservice.world.PublishedModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelsTest {

    private static final String NAME = PublishedModel.NAME;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path folder;
    private final Path models;

    ModelsTest(@TempDir Path folder) {
        this.folder = folder;
        this.models = folder.resolve("models");
    }

    @Test
    void pointedAlias_isListedAndInTheHistory() {
        PublishedModel.publishConstant(models, NAME, PublishedModel.AMOUNT, 0);
        PublishedModel.publishConstant(models, NAME, PublishedModel.AMOUNT, 0);

        assertThat(run("point", NAME, "champion", "1", "--who", "Quercus")).isZero();
        assertThat(run("point", NAME, "champion", "2", "--who", "Quercus")).isZero();
        assertThat(run("list", NAME)).isZero();
        assertThat(run("history", NAME)).isZero();

        assertThat(new ModelRepository(models).alias(NAME, "champion")).contains(2);
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(1)).isEqualTo("champion of purchase-risk points to version 2.");
        assertThat(lines.get(2)).startsWith("    1  ").doesNotContain("champion");
        assertThat(lines.get(3))
                .startsWith("    2  ")
                .contains("logistic-regression")
                .contains("champion");
        assertThat(lines.get(4)).endsWith("champion: none -> 1, by Quercus");
        assertThat(lines.get(5)).endsWith("champion: 1 -> 2, by Quercus");
    }

    @Test
    void aliasOfNoVersion_isRefusedInASentence() {
        PublishedModel.publishConstant(models, NAME, PublishedModel.AMOUNT, 0);

        assertThat(run("point", NAME, "champion", "7")).isOne();

        assertThat(err.toString()).startsWith("models: There is no version 7").doesNotContain("\tat ");
    }

    /** {@code amount.onnx} is what {@code SampleOnnx.model(-1f, 0.001f)} of the tests of {@code common} writes. */
    @Test
    void onnxModel_isPublishedWithItsEncoderAndScores() throws IOException {
        assertThat(publishOnnx("[{\"name\": \"amount\", \"type\": \"long\"}]")).isZero();

        try (ModelVersion version = new ModelRepository(models).load(NAME, 1)) {
            assertThat((double) version.blackbox().score(new float[][] {{3000f}})[0])
                    .isCloseTo(1 / (1 + Math.exp(-2)), within(1e-6));
            assertThat(version.metadata().featureSetText()).isEqualTo(PublishedModel.AMOUNT);
        }
    }

    @Test
    void onnxModelOfAnotherWidth_isRefusedBeforeItIsPublished() throws IOException {
        assertThat(publishOnnx(
                        "[{\"name\": \"amount\", \"type\": \"long\"}, {\"name\": \"late\", \"type\": \"long\"}]"))
                .isOne();

        assertThat(err.toString()).startsWith("models: The columns make vectors of 2 floats, the model takes 1.");
        assertThat(new ModelRepository(models).versions(NAME)).isEmpty();
    }

    private int publishOnnx(String columns) throws IOException {
        Path onnx = folder.resolve("amount.onnx");
        try (InputStream resource = Objects.requireNonNull(ModelsTest.class.getResourceAsStream("/amount.onnx"))) {
            Files.copy(resource, onnx);
        }
        return run(
                "publish-onnx",
                "--onnx",
                onnx.toString(),
                "--features",
                Files.writeString(folder.resolve("risk.edn"), PublishedModel.AMOUNT)
                        .toString(),
                "--columns",
                Files.writeString(folder.resolve("columns.json"), columns).toString(),
                "--from",
                "2014-01-01T00:00:00Z",
                "--to",
                "2014-11-15T00:00:00Z");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--models");
        all.add(models.toString());
        return CommandRun.of(
                new Models(new PrintWriter(out, true)), new PrintWriter(err, true), all.toArray(String[]::new));
    }
}
