package dendro.benchmarks;

import dendro.asof.AsOfEngine;
import dendro.benchmarks.load.Endpoint;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.demo.world.World;
import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.features.TypedFeatureSet;
import dendro.query.guard.QueryGuard;
import dendro.queryapi.FeatureAnswer;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.RunningQueryService;
import dendro.queryservice.features.FeatureSets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * A query-service in this process beside an engine over the same databases with the same limits: every call over HTTP is
 * followed by the same call of the engine, so that whatever disturbs one disturbs the other.
 */
final class InProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SINGLE_WARM_UPS = 20_000;
    private static final int SINGLES = 20_000;
    private static final int BATCH = 500;
    private static final int BATCH_WARM_UPS = 300;
    private static final int BATCHES = 300;

    private final DemoWorld world;
    private final List<EntityAt> rows;
    private final Path folder;
    private final Consumer<String> progress;
    private final Consumer<Figure> figures;

    InProcess(DemoWorld world, List<EntityAt> rows, Path folder, Consumer<String> progress, Consumer<Figure> figures) {
        this.world = world;
        this.rows = rows;
        this.folder = folder;
        this.progress = progress;
        this.figures = figures;
    }

    /** Both ways to call. */
    private record Calls(Endpoint http, AsOfEngine engine, TypedFeatureSet featureSet, Duration cursorWait) {

        List<FeatureOutcome> direct(List<EntityAt> asked) {
            return engine.evaluate(featureSet.features(), asked, Deadline.after(cursorWait));
        }
    }

    /** One call of each kind, in nanoseconds. */
    private record Medians(double http, double direct) {}

    void all() {
        Map<String, String> databases = new LinkedHashMap<>();
        world.uris().forEach((name, uri) -> databases.put(name, "{uri: \"" + uri + "\"}"));
        Path configuration = ServiceFiles.write(folder.resolve("in-process.yml"), databases, "", 0, 0, 0);
        QueryServiceConfiguration.Limits limits = new QueryServiceConfiguration().limits();
        try (RunningQueryService service = RunningQueryService.start(configuration);
                Databases opened = world.databases()) {
            Calls calls = new Calls(
                    new Endpoint(service.uri().resolve("/v1/features"), ServiceFiles.SCORER, PATIENCE),
                    new AsOfEngine(opened, limits.queryTime(), limits.featuresTime(), limits.timelineBytes()),
                    new FeatureSets(opened, new QueryGuard(), limits.cursorWait()).of(World.purchaseRisk()),
                    limits.cursorWait());
            requireSame(calls);

            progress.accept("one purchase a call, over HTTP and in process");
            List<List<EntityAt>> singles = rows.stream().map(List::of).toList();
            Medians one = medians(calls, singles, SINGLE_WARM_UPS, SINGLES);
            figures.accept(Figure.measured("engine-us", one.direct() / 1e3, "us"));
            figures.accept(Figure.atMost("http-overhead-us", (one.http() - one.direct()) / 1e3, "us", 400));

            progress.accept(BATCH + " purchases a call, over HTTP and in process");
            List<List<EntityAt>> batches = java.util.stream.IntStream.range(0, Math.max(1, rows.size() / BATCH))
                    .mapToObj(index -> rows.subList(index * BATCH, Math.min((index + 1) * BATCH, rows.size())))
                    .toList();
            Medians many = medians(calls, batches, BATCH_WARM_UPS, BATCHES);
            double perNano = batches.get(0).size() * 1e9;
            figures.accept(Figure.measured("engine-rows-per-second", perNano / many.direct(), "1/s"));
            figures.accept(Figure.measured("batch-rows-per-second", perNano / many.http(), "1/s"));
            figures.accept(Figure.atLeast("batch-over-engine", many.direct() / many.http(), "x", 0.7));
        }
    }

    private static Medians medians(Calls calls, List<List<EntityAt>> asked, int warmUps, int counted) {
        Histogram http = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        Histogram direct = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        List<byte[]> requests = asked.stream().map(Serving::request).toList();
        for (int call = 0; call < warmUps + counted; call++) {
            int index = call % asked.size();
            long begun = System.nanoTime();
            byte[] unused = calls.http().answered(requests.get(index));
            long answered = System.nanoTime();
            int outcomes = calls.direct(asked.get(index)).size();
            long done = System.nanoTime();
            if (call >= warmUps && outcomes > 0) {
                http.recordValue(answered - begun);
                direct.recordValue(done - answered);
            }
        }
        return new Medians(http.getValueAtPercentile(50), direct.getValueAtPercentile(50));
    }

    private void requireSame(Calls calls) {
        List<EntityAt> some = rows.subList(0, Math.min(BATCH, rows.size()));
        String answer = new String(calls.http().answered(Serving.request(some)), StandardCharsets.UTF_8);
        if (!FeatureAnswer.parse(answer).outcomes().equals(calls.direct(some))) {
            throw new IllegalStateException("The query-service and the engine do not answer the same.");
        }
    }
}
