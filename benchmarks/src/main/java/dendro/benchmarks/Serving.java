package dendro.benchmarks;

import dendro.benchmarks.load.ClosedLoad;
import dendro.benchmarks.load.Endpoint;
import dendro.benchmarks.load.OpenLoad;
import dendro.demo.world.World;
import dendro.features.EntityAt;
import dendro.queryapi.FeatureRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The query-service over HTTP: what the network adds to a call of the engine, how many requests there can be and how
 * long they take, alone and while analysts ask heavy queries. The load shares the machine with the service, so a service
 * with the machine to itself would do better; see {@link dendro.benchmarks.load}.
 */
final class Serving implements Benchmark {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration WARM_UP = Duration.ofSeconds(12);
    private static final Duration RUSH = Duration.ofSeconds(5);
    private static final Duration RATED_WARM_UP = Duration.ofSeconds(20);
    private static final Duration RATED = Duration.ofSeconds(20);
    private static final List<Integer> CONNECTIONS = List.of(2, 4, 8, 16);
    private static final int REQUESTS = 2_000;
    private static final int ANALYSTS = 20;

    /**
     * All of it from the start: a heap that grows as little as it can is collected as often as it can, and memory that is
     * touched first by a request makes that request wait.
     */
    private static final List<String> HEAP = List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch");

    /** A process of their own with as much heap as the service has. */
    private static final String ANALYSIS_APART = "analysis: {heap: 2GiB}";

    /** Of the highest rate: what leaves room for analysts on the same cores. */
    private static final double BESIDE_ANALYSTS = 0.1;

    private final Path root;

    /** Of the services of the modules in a folder. */
    Serving(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "query";
    }

    @Override
    public String description() {
        return "The query-service over HTTP: overhead, rates, latencies, and what analysts do to them.";
    }

    @Override
    public void run(BenchmarkSize size, Consumer<String> progress, Consumer<Figure> figures) {
        Path folder = TemporaryFolder.make();
        try (DemoWorld world = DemoWorld.make(size.purchases(), folder, progress)) {
            List<EntityAt> rows = world.purchases(REQUESTS);
            new InProcess(world, rows, folder, progress, figures).all();
            new Run(world, rows, folder, progress, figures).all();
            progress.accept("streaming a million rows");
            new MillionRows(root, folder).measure(figures);
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    /** One run over one world, with services as processes. */
    private final class Run {
        private final Path folder;
        private final Consumer<String> progress;
        private final Consumer<Figure> figures;
        private final List<byte[]> requests;
        private final Map<String, String> databases = new LinkedHashMap<>();

        Run(DemoWorld world, List<EntityAt> rows, Path folder, Consumer<String> progress, Consumer<Figure> figures) {
            this.folder = folder;
            this.progress = progress;
            this.figures = figures;
            this.requests = rows.stream().map(row -> request(List.of(row))).toList();
            world.seeds()
                    .forEach((name, seed) ->
                            databases.put(name, "{uri: \"datomic:mem://%s\", seed: \"%s\"}".formatted(name, seed)));
        }

        void all() {
            progress.accept("a query-service with one core");
            try (ServiceProcess service = start(new Cores(1), "")) {
                figures.accept(Figure.measured("requests-per-second-1-core", highestRate(service), "1/s"));
            }
            progress.accept("a query-service with two cores");
            try (ServiceProcess service = start(new Cores(2), ANALYSIS_APART)) {
                double highest = highestRate(service);
                figures.accept(Figure.measured("requests-per-second-2-cores", highest, "1/s"));
                figures.accept(Figure.atMost("p99-ms-at-half-load", p99(service, highest / 2), "ms", 5));
                underAnalysts(service, highest * BESIDE_ANALYSTS);
            }
        }

        private ServiceProcess start(Cores cores, String more) {
            return ServiceProcess.start(root, folder, databases, more, ANALYSTS, cores, HEAP);
        }

        private double highestRate(ServiceProcess service) {
            ClosedLoad load = new ClosedLoad(features(service), requests);
            double unused = load.perSecond(4, WARM_UP);
            return CONNECTIONS.stream()
                    .mapToDouble(connections -> load.perSecond(connections, RUSH))
                    .max()
                    .orElseThrow();
        }

        private double p99(ServiceProcess service, double perSecond) {
            progress.accept("%.0f requests a second".formatted(perSecond));
            OpenLoad load = new OpenLoad(features(service), requests);
            var unused = load.at(perSecond, RATED_WARM_UP);
            return load.at(perSecond, RATED).getValueAtPercentile(99) / 1e6;
        }

        private void underAnalysts(ServiceProcess service, double perSecond) {
            double alone = p99(service, perSecond);
            figures.accept(Figure.measured("p99-ms-without-analysts", alone, "ms"));
            try (Analysts analysts = new Analysts(service)) {
                progress.accept("one heavy query alone");
                figures.accept(Figure.measured(
                        "heavy-query-seconds", analysts.aloneTakes().toMillis() / 1e3, "s"));
                progress.accept(ANALYSTS + " analysts ask such queries");
                analysts.begin(ANALYSTS);
                double beside = p99(service, perSecond);
                analysts.requireNoneFinished();
                figures.accept(Figure.measured("p99-ms-under-analysts", beside, "ms"));
                figures.accept(Figure.atMost("p99-factor-under-analysts", beside / alone, "x", 2));
            }
        }

        private Endpoint features(ServiceProcess service) {
            return service.endpoint("/v1/features", ServiceFiles.SCORER, PATIENCE);
        }
    }

    /** The body of a request for features of the demo's feature set. */
    static byte[] request(List<EntityAt> rows) {
        return new FeatureRequest(World.purchaseRisk(), rows).json().getBytes(StandardCharsets.UTF_8);
    }
}
