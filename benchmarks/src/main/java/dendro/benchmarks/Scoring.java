package dendro.benchmarks;

import dendro.asof.AsOfEngine;
import dendro.cursor.ResolvedCursor;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.demo.process.Processes;
import dendro.demo.world.World;
import dendro.features.EntityAt;
import dendro.features.FeatureEvaluator;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureValues;
import dendro.features.QueryPerRow;
import dendro.features.TypedFeatureSet;
import dendro.message.FeaturesRead;
import dendro.message.TriggerMessageReader;
import dendro.model.ModelVersion;
import dendro.modelservice.kafka.KafkaSettings;
import dendro.modelservice.kafka.ScoringLoop;
import dendro.modelservice.scoring.BatchScoring;
import dendro.modelservice.scoring.Challenger;
import dendro.modelservice.scoring.LeasedModel;
import dendro.modelservice.scoring.MessageScoring;
import dendro.modelservice.scoring.Sampling;
import dendro.modelservice.scoring.ScoringFigures;
import dendro.modelservice.scoring.ScoringOutcome;
import dendro.modelservice.scoring.ServedModel;
import dendro.query.guard.QueryGuard;
import dendro.queryapi.FeatureAnswer;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.features.FeatureSets;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * The model-service between two topics, with broker, query-service and load on the same cores. It is compared with what
 * Kafka allows at most, the same loop with a constant for a score, and with the naive way, the same loop with {@code
 * Peer.query} for every message, one after the other.
 */
final class Scoring implements Benchmark {

    private static final int PURCHASES = 20_000;
    private static final int FITTED = 2_000;

    private static final int LIMIT_MESSAGES = 1_000_000;
    private static final int SERVICE_MESSAGES = 500_000;
    private static final int NAIVE_MESSAGES = 20_000;
    private static final int NAIVE_WARM_UP = 4_000;
    private static final int RATED_SECONDS = 30;

    /** Five JVMs share two cores with their compilers, which are busy for a minute once batches are smaller. */
    private static final int RATED_WARM_UP_SECONDS = 90;

    private static final List<String> HEAP = List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch");

    private static final ScoringRun LIMIT = new ScoringRun("limit");
    private static final ScoringRun SERVICE = new ScoringRun("service");
    private static final ScoringRun NAIVE = new ScoringRun("naive");

    private final Path root;

    /** Of the services of the modules in a folder. */
    Scoring(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "scoring";
    }

    @Override
    public String description() {
        return "The model-service: messages a second and response times, against Kafka alone and the naive way.";
    }

    @Override
    public void run(BenchmarkSize size, Consumer<String> progress, Consumer<Figure> figures) {
        Path folder = TemporaryFolder.make();
        QueryServiceConfiguration.Limits limits = new QueryServiceConfiguration().limits();
        try (DemoWorld world = DemoWorld.make(Math.min(size.purchases(), PURCHASES), folder, progress);
                Databases databases = world.databases()) {
            List<EntityAt> all = world.purchases(PURCHASES);
            List<EntityAt> purchases = all.subList(0, all.size() / ScoringRun.PARTITIONS * ScoringRun.PARTITIONS);
            TypedFeatureSet featureSet =
                    new FeatureSets(databases, new QueryGuard(), limits.cursorWait()).of(World.purchaseRisk());
            FeatureEvaluator naive = new QueryPerRow(databases, limits.queryTime(), limits.featuresTime());
            List<FeatureValues> fitted = new AsOfEngine(
                            databases, limits.queryTime(), limits.featuresTime(), limits.timelineBytes())
                            .evaluate(
                                    featureSet.features(),
                                    purchases.subList(0, Math.min(FITTED, purchases.size())),
                                    Deadline.after(limits.cursorWait()))
                            .stream()
                            .map(outcome -> ((FeatureOutcome.Row) outcome).values())
                            .toList();
            Path models = folder.resolve("models");
            try (ModelVersion model = ScoredModel.publish(
                            models,
                            folder.resolve("trees.ubj"),
                            featureSet.features().columns(),
                            fitted);
                    ScoringServices services = new ScoringServices(root, folder, List.of(LIMIT, SERVICE, NAIVE))) {
                new Run(services, world, models, purchases, folder, progress, figures)
                        .all(constant(), naive(naive, featureSet, model, limits));
            }
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    /** Reads the message, as the score carries its id, and nothing else. */
    private static BatchScoring constant() {
        TriggerMessageReader reader = new TriggerMessageReader("purchase");
        ResolvedCursor cursor = ResolvedCursor.of(Map.of("purchases", 108L));
        FeaturesRead features = new FeaturesRead("0".repeat(64), Optional.empty());
        return messages -> messages.stream()
                .<ScoringOutcome>map(message -> new ScoringOutcome.Scored(
                        reader.read(message), 0.108, cursor, features, ScoredModel.NAME, 1, Optional.empty()))
                .toList();
    }

    private static BatchScoring naive(
            FeatureEvaluator evaluator,
            TypedFeatureSet featureSet,
            ModelVersion model,
            QueryServiceConfiguration.Limits limits) {
        ServedModel served = new ServedModel(
                model,
                (text, rows) -> new FeatureAnswer(
                        featureSet.features().columns(),
                        evaluator.evaluate(featureSet.features(), rows, Deadline.after(limits.cursorWait())),
                        List.of()),
                new Sampling(ScoringRun.SAMPLE));
        ScoringFigures figures = new ScoringFigures(new PrometheusRegistry());
        BatchScoring one = new MessageScoring(
                new TriggerMessageReader("purchase"),
                new LeasedModel(served)::lease,
                Challenger.none(figures),
                figures);
        return messages -> messages.stream()
                .map(message -> one.outcomes(List.of(message)).get(0))
                .toList();
    }

    /** One run over one world. */
    private final class Run {
        private final ScoringServices services;
        private final DemoWorld world;
        private final Path models;
        private final List<EntityAt> purchases;
        private final Path folder;
        private final Consumer<String> progress;
        private final Consumer<Figure> figures;

        Run(
                ScoringServices services,
                DemoWorld world,
                Path models,
                List<EntityAt> purchases,
                Path folder,
                Consumer<String> progress,
                Consumer<Figure> figures) {
            this.services = services;
            this.world = world;
            this.models = models;
            this.purchases = purchases;
            this.folder = folder;
            this.progress = progress;
            this.figures = figures;
        }

        void all(BatchScoring constant, BatchScoring naive) {
            progress.accept("what Kafka allows: " + LIMIT_MESSAGES + " messages with a constant score");
            double kafka = rate(LIMIT, constant, 4, LIMIT_MESSAGES, LIMIT_MESSAGES / 3);
            figures.accept(Figure.measured("kafka-messages-per-second", kafka, "1/s"));

            progress.accept("the naive way: " + NAIVE_MESSAGES + " messages");
            double one = rate(NAIVE, naive, 1, NAIVE_MESSAGES, NAIVE_WARM_UP);
            figures.accept(Figure.measured("naive-messages-per-second", one, "1/s"));

            double ours = service();
            figures.accept(Figure.atLeast("scoring-over-naive", ours / one, "x", 25));
            figures.accept(Figure.atLeast("scoring-over-kafka", ours / kafka, "x", 0.2));
        }

        private double rate(ScoringRun run, BatchScoring scoring, int inFlight, int messages, int warmUp) {
            run.send(services.bootstrapServers(), purchases, messages);
            ScoringLoop loop = new ScoringLoop(
                    new KafkaSettings(
                            services.bootstrapServers(),
                            run.input(),
                            run.scores(),
                            run.deadLetters(),
                            run.name(),
                            run.name(),
                            ScoringRun.MAX_BATCH,
                            inFlight,
                            null,
                            null),
                    scoring,
                    Optional.empty(),
                    new ScoringFigures(new PrometheusRegistry()));
            loop.start();
            try {
                return run.perSecond(services.bootstrapServers(), warmUp, messages);
            } finally {
                try {
                    loop.stop();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private double service() {
            Map<String, String> databases = new LinkedHashMap<>();
            world.seeds()
                    .forEach((name, seed) ->
                            databases.put(name, "{uri: \"datomic:mem://%s\", seed: \"%s\"}".formatted(name, seed)));
            progress.accept("the model-service: " + SERVICE_MESSAGES + " messages");
            try (ServiceProcess queryService =
                    ServiceProcess.start(root, folder, databases, "", 0, new Cores(2), HEAP)) {
                SERVICE.send(services.bootstrapServers(), purchases, SERVICE_MESSAGES);
                try (Processes modelService = services.modelService(SERVICE, queryService.uri(), models)) {
                    double perSecond =
                            SERVICE.perSecond(services.bootstrapServers(), SERVICE_MESSAGES / 2, SERVICE_MESSAGES);
                    figures.accept(Figure.measured("messages-per-second", perSecond, "1/s"));
                    Histogram times = SERVICE.responseTimes(services.bootstrapServers());
                    figures.accept(Figure.measured("response-time-p50-ms", millis(times, 50), "ms"));
                    figures.accept(Figure.measured("response-time-p99-ms", millis(times, 99), "ms"));

                    modelService.requireAllAlive();
                    double half = perSecond / 2;
                    progress.accept("%.0f messages a second, for %d seconds".formatted(half, RATED_SECONDS));
                    Histogram rated = new RatedMessages(SERVICE, services.bootstrapServers(), purchases)
                            .at(half, (int) (half * (RATED_WARM_UP_SECONDS + RATED_SECONDS)), (int)
                                    (half * RATED_WARM_UP_SECONDS));
                    figures.accept(Figure.measured("p50-ms-at-half-rate", millis(rated, 50), "ms"));
                    figures.accept(Figure.atMost("p99-ms-at-half-rate", millis(rated, 99), "ms", 50));
                    return perSecond;
                }
            }
        }

        private double millis(Histogram microseconds, double percentile) {
            return microseconds.getValueAtPercentile(percentile) / 1e3;
        }
    }
}
