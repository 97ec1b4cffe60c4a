package dendro.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs benchmarks by name; without one, lists them. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures, one JSON object a line.")
public final class Bench implements Callable<Integer> {

    private final PrintStream out;
    private final PrintStream progress;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Which benchmarks to run.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--purchases", defaultValue = "200000", description = "Size of the data (default 200000).")
    private int purchases;

    @Option(names = "--root", defaultValue = ".", description = "Folder of the built modules (default: this one).")
    private Path root = Path.of(".");

    @Option(names = "--sample", defaultValue = "2000", description = "Rows for the slow ways (default 2000).")
    private int sample;

    @Option(names = "--saved-queries", defaultValue = "10000", description = "How many are saved (default 10000).")
    private int savedQueries;

    @Option(names = "--runs", defaultValue = "1000000", description = "Of saved queries (default 1000000).")
    private int runs;

    /** Prints figures to one stream and progress to the other. */
    public Bench(PrintStream out, PrintStream progress) {
        this.out = out;
        this.progress = progress;
    }

    /** Exits with 1 if a figure breaks its bound and with 2 if a name is unknown. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench(System.out, System.err)).execute(arguments));
    }

    @Override
    public Integer call() {
        if (purchases < 1 || sample < 1 || savedQueries < 100 || runs < 1) {
            progress.println("bench: --purchases, --sample and --runs must be above 0, --saved-queries at least 100.");
            return 2;
        }
        List<Benchmark> benchmarks = List.of(
                new Baseline(), new AsOf(), new Serving(root), new SavedQueriesAtScale(root), new Scoring(root));
        if (names.isEmpty()) {
            benchmarks.forEach(bench -> out.println(bench.name() + "  " + bench.description()));
            return 0;
        }
        List<Benchmark> wanted = new ArrayList<>();
        for (String name : names) {
            Optional<Benchmark> found = benchmarks.stream()
                    .filter(bench -> bench.name().equals(name))
                    .findFirst();
            if (found.isEmpty()) {
                progress.println("bench: there is no benchmark '" + name + "'; bin/bench lists them.");
                return 2;
            }
            wanted.add(found.get());
        }
        boolean allHold = true;
        for (Benchmark bench : wanted) {
            allHold &= run(bench);
        }
        return allHold ? 0 : 1;
    }

    private boolean run(Benchmark bench) {
        List<Figure> broken = new ArrayList<>();
        bench.run(
                new BenchmarkSize(purchases, sample, savedQueries, runs),
                line -> progress.println(bench.name() + ": " + line),
                figure -> {
                    out.println(figure.line(bench.name()));
                    if (figure.bound()
                            .filter(bound -> !bound.holds(figure.value()))
                            .isPresent()) {
                        broken.add(figure);
                    }
                });
        return broken.isEmpty();
    }
}
