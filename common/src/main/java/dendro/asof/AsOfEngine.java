package dendro.asof;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import datomic.Database;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.ObservedDatabase;
import dendro.database.Visibility;
import dendro.features.EntityAt;
import dendro.features.FeatureEvaluator;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureValues;
import dendro.features.Observation;
import dendro.features.QueryPerRow;
import dendro.features.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Answers feature sets for any number of rows, each as of its own moment, without asking the peer a query for each. A
 * reading is compiled once into a {@link Plan}; many rows are answered by a sweep over the attributes' timelines, few
 * by seeking their entities. What cannot be compiled, and single rows that meet something whose outcome only the peer
 * can tell, are answered by {@link QueryPerRow}, whose outcomes this engine's equal in every case. Safe for any number
 * of threads.
 */
public final class AsOfEngine implements FeatureEvaluator {

    /** Rows from which on a sweep costs less than as many seeks, as long as nothing is known of the databases' sizes. */
    private static final int SWEPT_FROM = 1_000;

    private static final int PLANS_KEPT = 1_000;

    private final Databases databases;
    private final QueryPerRow peer;
    private final Duration batchTime;
    private final TimelineStore store;
    private final LongAdder swept = new LongAdder();
    private final LongAdder sought = new LongAdder();
    private final LongAdder leftToPeer = new LongAdder();
    private final Cache<Reading, Plan> plans =
            Caffeine.newBuilder().weakKeys().maximumSize(PLANS_KEPT).build();

    /**
     * An engine over databases.
     *
     * @param queryTime that a single query of the peer's may take
     * @param batchTime that reading all the rows of one call may take; the call fails that is slower
     * @param timelineBytes how much memory timelines may take
     */
    public AsOfEngine(Databases databases, Duration queryTime, Duration batchTime, long timelineBytes) {
        this.databases = databases;
        this.peer = new QueryPerRow(databases, queryTime, batchTime);
        this.batchTime = batchTime;
        this.store = new TimelineStore(timelineBytes);
    }

    @Override
    public List<FeatureOutcome> evaluate(Reading reading, List<EntityAt> rows, Deadline deadline) {
        return evaluate(reading, rows, deadline, rows.size() < SWEPT_FROM ? Execution.POINT : Execution.SWEEP);
    }

    /** The same engine, always executing one way. */
    public FeatureEvaluator forced(Execution execution) {
        return (reading, rows, deadline) -> evaluate(reading, rows, deadline, execution);
    }

    /** The plan of a reading, compiled for the newest schemas when the reading is first met. */
    public Plan plan(Reading reading, Deadline deadline) {
        return plan(reading, Observation.of(databases, reading, List.of(), deadline));
    }

    /**
     * Whether every row of a reading is answered from attributes that a reader may see, whatever the row's values: the
     * attributes of a plan are constants. False too if the plan leaves queries to the peer, which may read any attribute.
     */
    public boolean readsNothingHidden(Reading reading, Visibility visibility, Deadline deadline) {
        Map<String, ObservedDatabase> observed = Observation.of(databases, reading, List.of(), deadline);
        Plan plan = plan(reading, observed);
        return plan.isCompiled()
                && plan.attributes().stream()
                        .noneMatch(attribute -> visibility.hides(
                                java.util.Objects.requireNonNull(observed.get(attribute.database())), attribute.id()));
    }

    /** How many rows have been answered so far, and how. */
    public RowCounts rowCounts() {
        return new RowCounts(swept.sum(), sought.sum(), leftToPeer.sum());
    }

    /** How many bytes timelines take at present. */
    public long timelineBytes() {
        return store.bytes();
    }

    /** Forgets all timelines. */
    public void forget() {
        store.clear();
    }

    private Plan plan(Reading reading, Map<String, ObservedDatabase> observed) {
        return plans.get(reading, unseen -> {
            Map<String, Database> schemas = new TreeMap<>();
            observed.forEach((name, database) -> schemas.put(name, database.newest()));
            return Plan.of(unseen, schemas);
        });
    }

    private List<FeatureOutcome> evaluate(
            Reading reading, List<EntityAt> rows, Deadline deadline, Execution execution) {
        Map<String, ObservedDatabase> observed = Observation.of(databases, reading, rows, deadline);
        Plan plan = plan(reading, observed);
        Stopwatch stopwatch = new Stopwatch(batchTime);
        List<ObservedDatabase> sources = List.copyOf(observed.values());
        PlanRun run = execution == Execution.SWEEP ? sweep(plan, sources, stopwatch) : point(plan, sources, stopwatch);
        List<@Nullable FeatureOutcome> outcomes = new ArrayList<>(rows.size());
        List<Integer> left = new ArrayList<>();
        for (EntityAt row : rows) {
            Optional<FeatureOutcome> outcome = run.row(row);
            if (outcome.isEmpty()) {
                left.add(outcomes.size());
            }
            outcomes.add(outcome.orElse(null));
        }
        (execution == Execution.SWEEP ? swept : sought).add(rows.size());
        leftToPeer.add(plan.isCompiled() ? left.size() : rows.size());
        return completed(plan, rows, outcomes, left, deadline);
    }

    private PlanRun sweep(Plan plan, List<ObservedDatabase> sources, Stopwatch stopwatch) {
        List<AttributeReads> reads = new ArrayList<>();
        for (int index = 0; index < plan.attributes().size(); index++) {
            PlannedAttribute attribute = plan.attributes().get(index);
            Timeline timeline = store.timeline(attribute, plan.isReadByValue(index), sources.get(attribute.source()));
            reads.add(attribute.single() && timeline.isOverlapping() ? new SingleValues(timeline) : timeline);
        }
        return new PlanRun(plan, moments(sources), reads, stopwatch);
    }

    private PlanRun point(Plan plan, List<ObservedDatabase> sources, Stopwatch stopwatch) {
        List<Seeks> seeks =
                sources.stream().map(source -> new Seeks(source.newest())).toList();
        List<AttributeReads> reads = new ArrayList<>();
        for (PlannedAttribute attribute : plan.attributes()) {
            reads.add(seeks.get(attribute.source()).attribute(attribute));
        }
        return new PlanRun(plan, moments(sources), reads, stopwatch);
    }

    private Moments moments(List<ObservedDatabase> sources) {
        return new Moments(sources, sources.stream().map(store::instants).toList());
    }

    /** Has the peer answer what is left to it: whole rows, and the queries of the others that are not compiled. */
    private List<FeatureOutcome> completed(
            Plan plan,
            List<EntityAt> rows,
            List<@Nullable FeatureOutcome> outcomes,
            List<Integer> left,
            Deadline deadline) {
        List<FeatureOutcome> answered = left.isEmpty()
                ? List.of()
                : peer.evaluate(plan.reading(), left.stream().map(rows::get).toList(), deadline);
        for (int index = 0; index < left.size(); index++) {
            outcomes.set(left.get(index), answered.get(index));
        }
        if (plan.uncompiled().isPresent()) {
            List<Integer> open = new ArrayList<>();
            for (int index = 0; index < rows.size(); index++) {
                if (outcomes.get(index) instanceof FeatureOutcome.Row && !left.contains(index)) {
                    open.add(index);
                }
            }
            List<FeatureOutcome> rest = peer.evaluate(
                    plan.uncompiled().get(), open.stream().map(rows::get).toList(), deadline);
            for (int index = 0; index < open.size(); index++) {
                FeatureOutcome row = outcomes.get(open.get(index));
                if (row instanceof FeatureOutcome.Row compiled) {
                    outcomes.set(open.get(index), merged(plan, compiled, rest.get(index)));
                }
            }
        }
        List<FeatureOutcome> complete = new ArrayList<>(rows.size());
        for (FeatureOutcome outcome : outcomes) {
            complete.add(java.util.Objects.requireNonNull(outcome));
        }
        return complete;
    }

    private static FeatureOutcome merged(Plan plan, FeatureOutcome.Row compiled, FeatureOutcome rest) {
        if (!(rest instanceof FeatureOutcome.Row peers)) {
            return rest;
        }
        List<@Nullable Object> values = new ArrayList<>();
        int peersNext = 0;
        for (PlannedQuery query : plan.queries()) {
            for (int column = 0; column < query.query().columns().size(); column++) {
                values.add(
                        query instanceof PlannedQuery.Compiled
                                ? compiled.values().value(values.size()).orElse(null)
                                : peers.values().value(peersNext++).orElse(null));
            }
        }
        return new FeatureOutcome.Row(compiled.at(), FeatureValues.of(values), compiled.cursor());
    }
}
