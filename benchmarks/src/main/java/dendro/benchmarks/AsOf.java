package dendro.benchmarks;

import datomic.Database;
import datomic.Datom;
import dendro.asof.AsOfEngine;
import dendro.asof.Execution;
import dendro.database.Deadline;
import dendro.features.EntityAt;
import dendro.features.FeatureEvaluator;
import dendro.features.FeatureOutcome;
import dendro.features.QueryPerRow;
import dendro.features.Reading;
import dendro.features.TypedFeatureSet;
import dendro.training.Shard;
import dendro.training.TrainingRange;
import dendro.training.TrainingSets;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The as-of engine against one {@code Peer.query} a row and against merely iterating the datoms: all in one run, in one
 * thread, after warm-up; medians of several passes.
 */
final class AsOf implements Benchmark {

    private static final Duration TIME = Duration.ofMinutes(10);
    private static final long TIMELINE_BYTES = 4L << 30;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int WARM_UPS = 5;

    /** A sample is small: in so many warm-ups it makes as many rows as a sweep's. */
    private static final int POINT_WARM_UPS = 100;

    private static final int PASSES = 7;
    private static final int SHARDS = 8;
    private static final int LARGER = 5;
    private static final List<String> SCANNED = List.of(
            ":purchase/id",
            ":purchase/amount",
            ":purchase/installments",
            ":purchase/customer",
            ":purchase/merchant",
            ":customer/job",
            ":customer/city",
            ":customer/limit",
            ":merchant/category",
            ":db/txInstant");

    @Override
    public String name() {
        return "asof";
    }

    @Override
    public String description() {
        return "The as-of engine's sweep and point executions against one Peer.query a row and a bare scan.";
    }

    @Override
    public void run(BenchmarkSize size, Consumer<String> progress, Consumer<Figure> figures) {
        double sweep;
        try (Purchases purchases = new Purchases(PurchaseHistory.load(size.purchases(), progress))) {
            sweep = new Run(purchases, size, progress, figures).all();
        }
        progress.accept("the same with " + LARGER + " times as many purchases");
        try (Purchases purchases = new Purchases(PurchaseHistory.load(LARGER * size.purchases(), progress))) {
            double larger = new Run(purchases, size, progress, figures).sweep(purchases.reading(Purchases.ATTRIBUTES));
            figures.accept(Figure.measured("sweep-1m-us-per-row", larger, "us"));
            figures.accept(atMost("rows-1m-over-200k", larger / sweep, 1.2));
        }
    }

    /** One run over one history. */
    private static final class Run {
        private final Purchases purchases;
        private final Consumer<String> progress;
        private final Consumer<Figure> figures;
        private final List<EntityAt> sample;
        private final QueryPerRow peer;
        private final AsOfEngine engine;
        private long mismatches;

        Run(Purchases purchases, BenchmarkSize size, Consumer<String> progress, Consumer<Figure> figures) {
            this.purchases = purchases;
            this.progress = progress;
            this.figures = figures;
            this.sample = purchases.sample(size.sample());
            this.peer = new QueryPerRow(purchases.databases(), TIME, TIME);
            this.engine = new AsOfEngine(purchases.databases(), TIME, TIME, TIMELINE_BYTES);
        }

        double all() {
            Reading attributes = purchases.reading(Purchases.ATTRIBUTES);
            Reading aggregates = purchases.reading(Purchases.ATTRIBUTES, Purchases.AGGREGATES);
            double query = peer(attributes, "query-us-per-row");
            double queryAggregates = peer(aggregates, "query-aggregates-us-per-row");

            double sweep = sweep(attributes);
            figures.accept(Figure.measured("sweep-us-per-row", sweep, "us"));
            figures.accept(atLeast("sweep-speedup", query / sweep, 400));

            double sweepAggregates = sweep(aggregates);
            figures.accept(Figure.measured("sweep-aggregates-us-per-row", sweepAggregates, "us"));
            figures.accept(atLeast("sweep-aggregates-speedup", queryAggregates / sweepAggregates, 200));

            progress.accept("scanning the datoms of the attributes involved");
            double scan = median(PASSES, this::scan) / purchases.rows().size();
            figures.accept(Figure.measured("scan-us-per-row", scan, "us"));
            figures.accept(atMost("sweep-over-scan", sweep / scan, 2.5));

            double point = point(attributes);
            figures.accept(Figure.measured("point-us-per-row", point, "us"));
            figures.accept(atLeast("point-speedup", query / point, 60));

            shards(purchases.featureSet(Purchases.ATTRIBUTES));
            memory(attributes);
            figures.accept(atMost("mismatches", (double) mismatches, 0));
            return sweep;
        }

        /** One query a row on the sample, which is compared with both executions. */
        private double peer(Reading reading, String name) {
            progress.accept("one query a row");
            List<FeatureOutcome> expected = evaluate(peer, reading, sample);
            Runnable pass = () -> evaluate(peer, reading, sample);
            warmUp(pass);
            double micros = median(3, pass) / sample.size();
            figures.accept(Figure.measured(name, micros, "us"));
            for (Execution execution : Execution.values()) {
                List<FeatureOutcome> actual = evaluate(engine.forced(execution), reading, sample);
                for (int index = 0; index < expected.size(); index++) {
                    if (!(expected.get(index) instanceof FeatureOutcome.Row)
                            || !expected.get(index).equals(actual.get(index))) {
                        mismatches++;
                    }
                }
            }
            return micros;
        }

        double sweep(Reading reading) {
            progress.accept("sweeping");
            FeatureEvaluator sweep = engine.forced(Execution.SWEEP);
            Runnable pass = () -> {
                engine.forget();
                evaluate(sweep, reading, purchases.rows());
            };
            warmUp(pass);
            return median(PASSES, pass) / purchases.rows().size();
        }

        private double point(Reading reading) {
            progress.accept("one row at a time");
            FeatureEvaluator point = engine.forced(Execution.POINT);
            Runnable pass = () -> sample.forEach(row -> evaluate(point, reading, List.of(row)));
            for (int warmUp = 0; warmUp < POINT_WARM_UPS; warmUp++) {
                pass.run();
            }
            return median(PASSES, pass) / sample.size();
        }

        private void shards(TypedFeatureSet featureSet) {
            progress.accept(SHARDS + " shards of a training set");
            Instant first = purchases.rows().get(0).timestamp();
            Instant last = purchases.rows().get(purchases.rows().size() - 1).timestamp();
            TrainingRange range = new TrainingRange(first, last.plusMillis(1), Optional.empty());
            Runnable eight = () -> trainingSet(featureSet, range, SHARDS);
            Runnable one = () -> trainingSet(featureSet, range, 1);
            warmUp(eight);
            warmUp(one);
            double whole = median(PASSES, one);
            figures.accept(Figure.measured(
                    "training-set-us-per-row", whole / purchases.rows().size(), "us"));
            figures.accept(atMost("shards-8-over-1", median(PASSES, eight) / whole, 1.15));
        }

        private void trainingSet(TypedFeatureSet featureSet, TrainingRange range, int shards) {
            engine.forget();
            TrainingSets trainingSets = new TrainingSets(purchases.databases(), engine);
            long rows = 0;
            for (int shard = 0; shard < shards; shard++) {
                rows +=
                        trainingSets
                                .shard(featureSet, range, new Shard(shard, shards), Deadline.after(PATIENCE))
                                .stream(PATIENCE, outcome -> {})
                                .rows();
            }
            if (rows != purchases.rows().size()) {
                throw new IllegalStateException("The training set has " + rows + " rows.");
            }
        }

        private void memory(Reading reading) {
            engine.forget();
            long before = heap();
            evaluate(engine.forced(Execution.SWEEP), reading, sample);
            long after = heap();
            figures.accept(atMost("bytes-per-datom", (after - before) / (double) datoms(), 40));
        }

        private long datoms() {
            long datoms = 0;
            Database history = purchases.database().history();
            for (String attribute : SCANNED) {
                for (Datom datom : history.datoms(Database.AEVT, attribute)) {
                    datoms += datom == null ? 0 : 1;
                }
            }
            return datoms;
        }

        private void scan() {
            long added = 0;
            Database history = purchases.database().history();
            for (String attribute : SCANNED) {
                for (Datom datom : history.datoms(Database.AEVT, attribute)) {
                    added += datom.added() ? 1 : 0;
                }
            }
            if (added < purchases.rows().size()) {
                throw new IllegalStateException("The scan met only " + added + " datoms.");
            }
        }
    }

    private static List<FeatureOutcome> evaluate(FeatureEvaluator evaluator, Reading reading, List<EntityAt> rows) {
        List<FeatureOutcome> outcomes = evaluator.evaluate(reading, rows, Deadline.after(PATIENCE));
        if (outcomes.size() != rows.size()) {
            throw new IllegalStateException("There are " + outcomes.size() + " outcomes of " + rows.size() + " rows.");
        }
        return outcomes;
    }

    private static void warmUp(Runnable pass) {
        for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
            pass.run();
        }
    }

    /** In microseconds. */
    private static double median(int passes, Runnable pass) {
        double[] micros = new double[passes];
        for (int index = 0; index < passes; index++) {
            long begun = System.nanoTime();
            pass.run();
            micros[index] = (System.nanoTime() - begun) / 1e3;
        }
        Arrays.sort(micros);
        return micros[passes / 2];
    }

    private static long heap() {
        for (int collection = 0; collection < 3; collection++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static Figure atLeast(String name, double value, double least) {
        return new Figure(name, value, "x", Optional.of(new Figure.Bound.AtLeast(least)));
    }

    private static Figure atMost(String name, double value, double most) {
        return new Figure(name, value, "x", Optional.of(new Figure.Bound.AtMost(most)));
    }
}
