package dendro.model;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConcurrentPublicationTest {

    private static final String NAME = "purchase-risk";

    private final Path folder;
    private final Path root;

    ConcurrentPublicationTest(@TempDir Path folder) {
        this.folder = folder;
        this.root = folder.resolve("models");
    }

    @Test
    void threads_getDifferentVersionsWhileReadersSeeOnlyWholeOnes() throws Exception {
        ModelDraft draft = SampleDraft.in(folder);
        ModelRepository models = new ModelRepository(root);
        models.point(NAME, "champion", models.publish(NAME, draft), "first");
        Callable<Integer> publishing = () -> {
            int version = new ModelRepository(root).publish(NAME, draft);
            models.point(NAME, "champion", version, "thread");
            return version;
        };
        Callable<Integer> reading = () -> {
            for (int i = 0; i < 20; i++) {
                List<Integer> versions = models.versions(NAME);
                models.load(NAME, versions.get(versions.size() - 1)).close();
                models.load(NAME, models.alias(NAME, "champion").orElseThrow()).close();
            }
            return 0;
        };
        List<Callable<Integer>> tasks = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> tasks.add(i % 4 == 0 ? reading : publishing));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Integer> published = new ArrayList<>();
            for (Future<Integer> result : threads.invokeAll(tasks, 60, SECONDS)) {
                if (result.get() > 0) {
                    published.add(result.get());
                }
            }

            assertThat(published).hasSize(15).doesNotHaveDuplicates();
            assertThat(models.versions(NAME))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 16).boxed().toList());
            assertThat(models.history(NAME)).hasSize(16);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void processes_getDifferentVersions() throws Exception {
        ModelDraft draft = SampleDraft.in(folder);
        Process other = publisher(10);
        try {
            ModelRepository models = new ModelRepository(root);
            for (int i = 0; i < 10; i++) {
                models.publish(NAME, draft);
            }

            assertThat(other.waitFor(60, SECONDS)).isTrue();
            assertThat(other.exitValue()).isZero();
            assertThat(models.versions(NAME))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 20).boxed().toList());
        } finally {
            other.destroyForcibly();
        }
    }

    private Process publisher(int versions) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Publisher.class.getName(),
                        folder.toString(),
                        Integer.toString(versions))
                .inheritIO()
                .start();
    }

    /** Publishes versions, as a process of its own. */
    static final class Publisher {

        private Publisher() {}

        /** Arguments: the test's folder, how many versions. */
        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            ModelRepository models = new ModelRepository(folder.resolve("models"));
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                models.publish(NAME, SampleDraft.in(folder));
            }
        }
    }
}
