package dendro.benchmarks;

import dendro.benchmarks.load.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * How much heap a query-service of half a gigabyte takes while a million rows leave it: each of a thousand trees with
 * each of them. The heap is asked for often, garbage that is not collected yet included.
 */
final class MillionRows {

    private static final int TREES = 1000;
    private static final int ROWS = TREES * TREES;
    private static final int PAUSE_MILLIS = 25;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String BODY = "{\"limit\": " + ROWS + ", \"query\": \"[:find ?a ?b :keys left right :in $trees"
            + " :where [$trees ?x :tree/forest ?f] [$trees ?y :tree/forest ?f] [$trees ?x :tree/id ?a]"
            + " [$trees ?y :tree/id ?b]]\"}";

    private final Path root;
    private final Path folder;

    MillionRows(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    void measure(Consumer<Figure> figures) {
        Map<String, String> databases =
                Map.of("trees", "{uri: \"datomic:mem://trees\", seed: \"%s\"}".formatted(seed()));
        String limits = "limits: {rows: " + ROWS + ", queryTime: 120s}";
        try (ServiceProcess service =
                ServiceProcess.start(root, folder, databases, limits, 1, new Cores(2), List.of("-Xmx512m"))) {
            Endpoint query = service.endpoint("/v1/query", ServiceFiles.analyst(0), PATIENCE);
            CompletableFuture<Long> answer =
                    CompletableFuture.supplyAsync(() -> query.swallowed(BODY.getBytes(StandardCharsets.UTF_8)));
            double peak = 0;
            while (!answer.isDone()) {
                peak = Math.max(peak, service.metric("jvm_memory_used_bytes{area=\"heap\"}"));
                pause();
            }
            if (answer.join() < 5L * ROWS) {
                throw new IllegalStateException("The answer of a million rows has only " + answer.join() + " bytes.");
            }
            figures.accept(Figure.measured("stream-million-heap-mb", peak / (1 << 20), "MB"));
        }
    }

    private Path seed() {
        StringBuilder seed = new StringBuilder("""
                [{:db/ident :tree/id, :db/valueType :db.type/long, :db/cardinality :db.cardinality/one}
                 {:db/ident :tree/forest, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one}]
                [""");
        for (int tree = 0; tree < TREES; tree++) {
            seed.append("{:tree/id %d :tree/forest \"oaks\"}".formatted(tree));
        }
        try {
            return Files.writeString(folder.resolve("trees.edn"), seed + "]");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a million rows were streamed.", e);
        }
    }
}
