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
import dendro.features.Shard;
import dendro.features.TypedFeatureSet;
import dendro.training.TrainingRange;
import dendro.training.TrainingSets;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The as-of engine against one {@code Peer.query} a row and against merely iterating the datoms: all in one run, in one
 * thread, after warm-up, taking turns.
 */
final class AsOf implements Benchmark {

    private static final Duration TIME = Duration.ofMinutes(10);
    private static final long TIMELINE_BYTES = 4L << 30;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int ROUNDS = 7;
    private static final int WARM_UPS = 5;
    private static final int PASSES = 2;

    /** A sample is small: in so many warm-ups it makes as many rows as a sweep's. */
    private static final int POINT_WARM_UPS = 100;

    private static final int POINT_PASSES = 20;
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
        try (Purchases purchases = new Purchases(PurchaseHistory.load(size.purchases(), progress));
                Purchases more = new Purchases(PurchaseHistory.load(LARGER * size.purchases(), progress))) {
            new Run(purchases, size).measure(more, progress, figures);
        }
    }

    /** One run over one history. */
    private static final class Run {
        private final Purchases purchases;
        private final List<EntityAt> sample;
        private final QueryPerRow peer;
        private final AsOfEngine engine;

        Run(Purchases purchases, BenchmarkSize size) {
            this.purchases = purchases;
            this.sample = purchases.sample(size.sample());
            this.peer = new QueryPerRow(purchases.databases(), TIME, TIME);
            this.engine = engine(purchases);
        }

        void measure(Purchases more, Consumer<String> progress, Consumer<Figure> figures) {
            Reading attributes = purchases.reading(Purchases.ATTRIBUTES);
            Reading aggregates = purchases.reading(Purchases.ATTRIBUTES, Purchases.AGGREGATES);
            progress.accept("comparing with one query a row");
            long mismatches = mismatches(attributes) + mismatches(aggregates);

            Contest contest = new Contest(ROUNDS, progress);
            contest.enter("query", sample.size(), 2, 1, query(attributes));
            contest.enter("query-aggregates", sample.size(), 2, 1, query(aggregates));
            contest.enter("scan", rows(), WARM_UPS, PASSES, this::scan);
            contest.enter("sweep", rows(), WARM_UPS, PASSES, sweep(engine, attributes, purchases.rows()));
            contest.enter("sweep-aggregates", rows(), WARM_UPS, 1, sweep(engine, aggregates, purchases.rows()));
            contest.enter("point", sample.size(), POINT_WARM_UPS, POINT_PASSES, point(attributes));
            Reading ofMore = more.reading(Purchases.ATTRIBUTES);
            contest.enter("sweep-1m", more.rows().size(), 2, 1, sweep(engine(more), ofMore, more.rows()));
            TypedFeatureSet featureSet = purchases.featureSet(Purchases.ATTRIBUTES);
            contest.enter("training-set", rows(), WARM_UPS, 1, () -> trainingSet(featureSet, 1));
            contest.enter("training-set-in-8-shards", rows(), WARM_UPS, 1, () -> trainingSet(featureSet, SHARDS));
            contest.run();

            for (String name : contest.names()) {
                figures.accept(Figure.measured(name + "-us-per-row", contest.micros(name), "us"));
            }
            figures.accept(Figure.atLeast("sweep-speedup", contest.ratio("query", "sweep"), "x", 400));
            figures.accept(Figure.atLeast(
                    "sweep-aggregates-speedup", contest.ratio("query-aggregates", "sweep-aggregates"), "x", 200));
            figures.accept(Figure.atMost("sweep-over-scan", contest.ratio("sweep", "scan"), "x", 2.5));
            figures.accept(Figure.atLeast("point-speedup", contest.ratio("query", "point"), "x", 60));
            figures.accept(Figure.atMost(
                    "shards-8-over-1", contest.ratio("training-set-in-8-shards", "training-set"), "x", 1.15));
            figures.accept(Figure.atMost("rows-1m-over-200k", contest.ratio("sweep-1m", "sweep"), "x", 1.2));
            figures.accept(Figure.atMost("bytes-per-datom", bytesPerDatom(attributes), "B", 40));
            figures.accept(Figure.atMost("mismatches", (double) mismatches, "x", 0));
        }

        private int rows() {
            return purchases.rows().size();
        }

        /** Rows of the sample that an execution answers otherwise than the peer. */
        private long mismatches(Reading reading) {
            long mismatches = 0;
            List<FeatureOutcome> expected = evaluate(peer, reading, sample);
            for (Execution execution : Execution.values()) {
                List<FeatureOutcome> actual = evaluate(engine.forced(execution), reading, sample);
                for (int index = 0; index < expected.size(); index++) {
                    if (!(expected.get(index) instanceof FeatureOutcome.Row)
                            || !expected.get(index).equals(actual.get(index))) {
                        mismatches++;
                    }
                }
            }
            return mismatches;
        }

        /** The whole of it: reading the histories and answering the rows. */
        private static Runnable sweep(AsOfEngine engine, Reading reading, List<EntityAt> rows) {
            FeatureEvaluator sweep = engine.forced(Execution.SWEEP);
            return () -> {
                engine.forget();
                evaluate(sweep, reading, rows);
            };
        }

        private Runnable point(Reading reading) {
            FeatureEvaluator point = engine.forced(Execution.POINT);
            Supplier<List<EntityAt>> turns = turns();
            return () -> turns.get().forEach(row -> evaluate(point, reading, List.of(row)));
        }

        /** One query a row, of the same rows in the same order as {@link #point} takes them. */
        private Runnable query(Reading reading) {
            Supplier<List<EntityAt>> turns = turns();
            return () -> evaluate(peer, reading, turns.get());
        }

        /** Other rows at every turn, in no order: a row that is asked for has hardly ever been asked for before. */
        private Supplier<List<EntityAt>> turns() {
            List<EntityAt> all = purchases.sample(rows());
            int turns = all.size() / sample.size();
            int[] turn = {0};
            return () -> {
                int start = turn[0]++ % turns * sample.size();
                return all.subList(start, start + sample.size());
            };
        }

        private void trainingSet(TypedFeatureSet featureSet, int shards) {
            engine.forget();
            Instant first = purchases.rows().get(0).timestamp();
            Instant last = purchases.rows().get(rows() - 1).timestamp();
            TrainingRange range = new TrainingRange(first, last.plusMillis(1), Optional.empty());
            TrainingSets trainingSets = new TrainingSets(purchases.databases(), engine);
            long rows = 0;
            for (int shard = 0; shard < shards; shard++) {
                rows +=
                        trainingSets
                                .shard(featureSet, range, new Shard(shard, shards), Deadline.after(PATIENCE))
                                .stream(PATIENCE, outcome -> {})
                                .rows();
            }
            if (rows != rows()) {
                throw new IllegalStateException("The training set has " + rows + " rows.");
            }
        }

        private double bytesPerDatom(Reading reading) {
            engine.forget();
            long before = heap();
            evaluate(engine.forced(Execution.SWEEP), reading, sample);
            long after = heap();
            return (after - before) / (double) datoms();
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
            if (added < rows()) {
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

    private static AsOfEngine engine(Purchases purchases) {
        return new AsOfEngine(purchases.databases(), TIME, TIME, TIMELINE_BYTES);
    }

    private static long heap() {
        for (int collection = 0; collection < 3; collection++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
