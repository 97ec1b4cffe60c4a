package dendro.benchmarks;

import dendro.benchmarks.savedqueries.AtScale;
import dendro.benchmarks.savedqueries.People;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Saved queries over HTTP and in a browser, when there are many of them and many more runs. Only what the service itself does
 * is measured: the query-service beside it answers who somebody is, and a few queries of a small database.
 */
final class SavedQueriesAtScale implements Benchmark {

    private static final int PEOPLE = 300;

    private final Path root;

    SavedQueriesAtScale(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "saved-queries";
    }

    @Override
    public String description() {
        return "The saved queries with many queries and runs: lists, search, statistics, and the page in Chromium.";
    }

    @Override
    public void run(BenchmarkSize size, Consumer<String> progress, Consumer<Figure> figures) {
        Path folder = TemporaryFolder.make();
        Map<String, String> databases =
                Map.of("trees", "{uri: \"datomic:mem://trees\", seed: \"%s\"}".formatted(trees(folder)));
        try (ServiceProcess queryService =
                ServiceProcess.start(root, folder, databases, "", PEOPLE, new Cores(2), List.of("-Xmx512m"))) {
            People people = new People(PEOPLE, ServiceFiles::analyst);
            AtScale scale = new AtScale(root, folder, queryService.uri(), people, progress, reported(figures));
            scale.measure(size.savedQueries(), size.runs());
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    private static AtScale.Reported reported(Consumer<Figure> figures) {
        return new AtScale.Reported() {
            @Override
            public void atMost(String name, double value, String unit, double most) {
                figures.accept(Figure.atMost(name, value, unit, most));
            }

            @Override
            public void measured(String name, double value, String unit) {
                figures.accept(Figure.measured(name, value, unit));
            }
        };
    }

    private static Path trees(Path folder) {
        StringBuilder seed = new StringBuilder("""
                [{:db/ident :tree/id, :db/valueType :db.type/long, :db/cardinality :db.cardinality/one}]
                [""");
        for (int tree = 0; tree < 200; tree++) {
            seed.append("{:tree/id %d}".formatted(tree));
        }
        try {
            return Files.writeString(folder.resolve("trees.edn"), seed + "]");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
