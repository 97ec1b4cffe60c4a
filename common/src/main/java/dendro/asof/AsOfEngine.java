package dendro.asof;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import datomic.Database;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.ObservedDatabase;
import dendro.database.Visibility;
import dendro.features.EntityAt;
import dendro.features.EntityKey;
import dendro.features.FeatureEvaluator;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureValues;
import dendro.features.Observation;
import dendro.features.QueryPerRow;
import dendro.features.Reading;
import dendro.features.Shard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers feature sets for any number of rows, each as of its own moment, without asking the peer a query for each. A
 * reading is compiled once into a {@link Plan}; many rows are answered by a sweep over the attributes' timelines, few
 * by seeking their entities. What cannot be compiled, and single rows that meet something whose outcome only the peer
 * can tell, are answered by {@link QueryPerRow}, whose outcomes this engine's equal in every case. Safe for any number
 * of threads.
 */
public final class AsOfEngine implements FeatureEvaluator {

    private static final int PLANS_KEPT = 1_000;
    private static final int DEALT_KEPT = 8;
    private static final int LOCATED_TOGETHER = 256;

    private final Databases databases;
    private final QueryPerRow peer;
    private final Duration batchTime;
    private final TimelineStore store;
    private final SharedHistories histories;
    private final Map<Execution, LongAdder> answered = new EnumMap<>(Execution.class);
    private final LongAdder leftToPeer = new LongAdder();
    private final Cache<Timeline, DealtEntities> dealt = cache(DEALT_KEPT);
    private final Cache<Reading, Plan> plans = cache(PLANS_KEPT);

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
        this.histories = new SharedHistories(databases);
        for (Execution execution : Execution.values()) {
            answered.put(execution, new LongAdder());
        }
    }

    /** Its upkeep is done by those who use it: to wake another thread for it costs more than the upkeep. */
    private static <K, V> Cache<K, V> cache(int size) {
        return Caffeine.newBuilder()
                .weakKeys()
                .maximumSize(size)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public List<FeatureOutcome> evaluate(Reading reading, List<EntityAt> rows, Deadline deadline) {
        return expecting(rows.size()).evaluate(reading, rows, deadline);
    }

    @Override
    public FeatureEvaluator expecting(long expected) {
        return (reading, rows, deadline) ->
                evaluate(reading, rows, deadline, batch -> batch.cheapest(expected, batchTime));
    }

    /** The same engine, always executing one way. */
    public FeatureEvaluator forced(Execution execution) {
        return (reading, rows, deadline) -> evaluate(reading, rows, deadline, batch -> execution);
    }

    /** The plan of a reading, compiled for the newest schemas when the reading is first met. */
    public Plan plan(Reading reading, Deadline deadline) {
        return plans.get(reading, unseen -> {
            Map<String, Database> schemas = new TreeMap<>();
            Observation.of(databases, unseen.databases(), List.of(), deadline)
                    .forEach((name, database) -> schemas.put(name, database.newest()));
            return Plan.of(unseen, schemas);
        });
    }

    /**
     * The plan of a reading and which execution it gets, with what the timelines take, for people to read.
     *
     * @throws dendro.problem.ProblemException {@code database-unavailable}
     */
    public String explain(Reading reading, Deadline deadline) {
        Plan plan = plan(reading, deadline);
        Map<String, ObservedDatabase> observed = Observation.of(databases, plan.databases(), List.of(), deadline);
        SweepEstimate estimate =
                new Batch(plan, List.copyOf(observed.values()), List.of(), store, histories).estimate();
        return plan.explain() + Explanation.of(plan, estimate, store.budget());
    }

    /**
     * Every entity of a shard that ever had an id, with its moment, in no order.
     *
     * @param database the key's, as observed
     */
    public List<EntityAt> entities(EntityKey key, ObservedDatabase database, Shard shard) {
        Database newest = database.newest();
        PlannedAttribute identity = PlannedAttribute.of(
                0, database.name(), newest, Objects.requireNonNull(newest.attribute(key.attribute())));
        TimelineStore.AttributeWanted timeline =
                new TimelineStore.AttributeWanted(identity, true, newest, newest.basisT());
        EntityMoments moments = new EntityMoments(key, newest, store.instants(database.name(), newest), shard);
        if (store.estimate(List.of(timeline)).bytes() > store.budget()) {
            return moments.ofHistory(identity);
        }
        Timeline identities = store.timeline(timeline);
        return moments.of(identities, dealt(identities, shard));
    }

    private DealtEntities dealt(Timeline identities, Shard shard) {
        return dealt.asMap()
                .compute(
                        identities,
                        (timeline, known) -> known != null && known.isFor(shard)
                                ? known
                                : DealtEntities.of(timeline, shard.count()));
    }

    /**
     * Whether every row of a reading is answered from attributes that a reader may see, whatever the row's values: the
     * attributes of a plan are constants. False too if the plan leaves queries to the peer, which may read any attribute of
     * databases of which some are hidden.
     */
    public boolean readsNothingHidden(Reading reading, Visibility visibility, Deadline deadline) {
        if (visibility.isEverythingOf(reading.databases())) {
            return true;
        }
        Plan plan = plan(reading, deadline);
        Map<String, ObservedDatabase> observed = Observation.of(databases, plan.databases(), List.of(), deadline);
        return plan.isCompiled()
                && plan.attributes().stream()
                        .noneMatch(attribute -> visibility.hides(
                                Objects.requireNonNull(observed.get(attribute.database())), attribute.id()));
    }

    /** How many rows have been answered so far, and how. */
    public RowCounts rowCounts() {
        return new RowCounts(
                answered(Execution.SWEEP),
                answered(Execution.RANGED_SWEEP),
                answered(Execution.POINT),
                leftToPeer.sum());
    }

    private long answered(Execution execution) {
        return Objects.requireNonNull(answered.get(execution)).sum();
    }

    /** How many bytes timelines take at present. */
    public long timelineBytes() {
        return store.bytes();
    }

    /** Forgets everything that was read of the past. */
    public void forget() {
        store.clear();
        histories.forget();
    }

    private List<FeatureOutcome> evaluate(
            Reading reading, List<EntityAt> rows, Deadline deadline, Function<Batch, Execution> choice) {
        Plan plan = plan(reading, deadline);
        Map<String, ObservedDatabase> observed = Observation.of(databases, plan.databases(), rows, deadline);
        Batch batch = new Batch(plan, List.copyOf(observed.values()), rows, store, histories);
        Execution chosen = choice.apply(batch);
        if (chosen == Execution.RANGED_SWEEP && !store.beginRanged()) {
            // The memory is another's.
            chosen = Execution.POINT;
        }
        @Nullable FeatureOutcome[] outcomes;
        try {
            outcomes = run(plan, batch, rows, chosen);
        } finally {
            if (chosen == Execution.RANGED_SWEEP) {
                store.endRanged();
            }
        }
        Objects.requireNonNull(answered.get(chosen)).add(rows.size());
        return completed(plan, rows, outcomes, deadline);
    }

    private @Nullable FeatureOutcome[] run(Plan plan, Batch batch, List<EntityAt> rows, Execution execution) {
        List<AttributeReads> reads =
                switch (execution) {
                    case POINT -> batch.seeks();
                    case SWEEP -> batch.timelines();
                    case RANGED_SWEEP -> batch.ranges();
                };
        int together = execution == Execution.SWEEP ? Math.max(1, Math.min(LOCATED_TOGETHER, rows.size())) : 1;
        PlanRun run = new PlanRun(plan, batch.moments(), reads, new Stopwatch(batchTime), together);
        return execution == Execution.RANGED_SWEEP ? run.rowsByEntity(rows) : run.rows(rows);
    }

    /** Has the peer answer what is left to it: whole rows, and the queries of the others that are not compiled. */
    private List<FeatureOutcome> completed(
            Plan plan, List<EntityAt> rows, @Nullable FeatureOutcome[] outcomes, Deadline deadline) {
        Optional<Reading> uncompiled = plan.uncompiled();
        List<Integer> whole = new ArrayList<>(0);
        List<Integer> part = new ArrayList<>(0);
        for (int index = 0; index < rows.size(); index++) {
            if (outcomes[index] == null) {
                whole.add(index);
            } else if (uncompiled.isPresent() && outcomes[index] instanceof FeatureOutcome.Row) {
                part.add(index);
            }
        }
        if (whole.isEmpty() && part.isEmpty()) {
            return Collections.unmodifiableList(Arrays.asList(outcomes));
        }
        leftToPeer.add(whole.size() + part.size());
        Map<Integer, FeatureOutcome> peers = new HashMap<>(answers(plan.reading(), rows, whole, deadline));
        uncompiled.ifPresent(rest -> peers.putAll(answers(rest, rows, part, deadline)));
        List<FeatureOutcome> complete = new ArrayList<>(rows.size());
        for (int index = 0; index < rows.size(); index++) {
            FeatureOutcome ours = outcomes[index];
            FeatureOutcome theirs = peers.get(index);
            if (ours instanceof FeatureOutcome.Row row && theirs != null) {
                complete.add(merged(plan, row, theirs));
            } else {
                complete.add(Objects.requireNonNull(ours == null ? theirs : ours));
            }
        }
        return complete;
    }

    private Map<Integer, FeatureOutcome> answers(
            Reading reading, List<EntityAt> rows, List<Integer> indices, Deadline deadline) {
        if (indices.isEmpty()) {
            return Map.of();
        }
        List<FeatureOutcome> outcomes =
                peer.evaluate(reading, indices.stream().map(rows::get).toList(), deadline);
        Map<Integer, FeatureOutcome> answers = new HashMap<>();
        for (int index = 0; index < outcomes.size(); index++) {
            answers.put(indices.get(index), outcomes.get(index));
        }
        return answers;
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
