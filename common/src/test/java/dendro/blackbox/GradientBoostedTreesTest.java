package dendro.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GradientBoostedTreesTest {

    private static final float[][] VECTORS = {{0.9f, 0f}, {0.1f, 0f}, {Float.NaN, Float.NaN}};

    private final Path folder;

    GradientBoostedTreesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void scores_areProbabilitiesInTheOrderOfTheVectors() {
        try (Blackbox trees = trees()) {
            float[] scores = trees.score(VECTORS);

            assertThat(trees.width()).isEqualTo(2);
            assertThat(scores[0]).isBetween(0.9f, 1f);
            assertThat(scores[1]).isBetween(0f, 0.1f);
            assertThat(scores[2]).isBetween(0f, 1f);
        }
    }

    @Test
    void batchAndSingleVectors_scoreTheSame() {
        try (Blackbox trees = trees()) {
            float[] batch = trees.score(VECTORS);

            for (int i = 0; i < VECTORS.length; i++) {
                assertThat(trees.score(new float[][] {VECTORS[i]})[0]).isEqualTo(batch[i]);
            }
        }
    }

    @Test
    void noVectors_haveNoScores() {
        try (Blackbox trees = trees()) {
            assertThat(trees.score(new float[0][])).isEmpty();
        }
    }

    @Test
    void severalThreads_scoreTheSame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Blackbox trees = trees()) {
            float[] alone = trees.score(VECTORS);
            Callable<float[]> scoring = () -> trees.score(VECTORS);

            List<Future<float[]>> together = threads.invokeAll(
                    IntStream.range(0, 200).mapToObj(i -> scoring).toList(), 30, TimeUnit.SECONDS);

            for (Future<float[]> scores : together) {
                assertThat(scores.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void vectorOfAnotherWidth_isRefused() {
        try (Blackbox trees = trees()) {
            assertThatThrownBy(() -> trees.score(new float[][] {{1f}}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 floats");
        }
    }

    @Test
    void closedTrees_refuseToScoreAndCloseTwice() {
        Blackbox trees = trees();

        trees.close();
        trees.close();

        assertThatThrownBy(() -> trees.score(VECTORS)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void truncatedFile_isNamedAndNeverReachesTheNativeLoader() throws IOException {
        Path file = folder.resolve("trees.ubj");
        SampleTrees.write(file, 2);
        byte[] whole = Files.readAllBytes(file);
        BlackboxFile described = BlackboxFile.of(BlackboxKind.GRADIENT_BOOSTED_TREES, whole);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> described.open(folder))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("model-unavailable")
                .hasMessageContaining(file.toString())
                .hasMessageContaining("SHA-256");
    }

    @Test
    void fileThatNeverHeldTrees_isNamedWithTheCause() throws IOException {
        Path file = folder.resolve("trees.ubj");
        byte[] content = "{}".getBytes(StandardCharsets.UTF_8);
        Files.write(file, content);

        assertThatThrownBy(() -> BlackboxFile.of(BlackboxKind.GRADIENT_BOOSTED_TREES, content)
                        .open(folder))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("model-unavailable")
                .hasMessageContaining(file.toString());
    }

    private Blackbox trees() {
        Path file = folder.resolve("trees.ubj");
        SampleTrees.write(file, 2);
        try {
            return BlackboxFile.of(BlackboxKind.GRADIENT_BOOSTED_TREES, Files.readAllBytes(file))
                    .open(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
