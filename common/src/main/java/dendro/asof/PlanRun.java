package dendro.asof;

import dendro.features.Column;
import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureValues;
import dendro.problem.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the compiled queries of a plan, row after row, over what either execution reads. For one thread. */
final class PlanRun {

    private final Plan plan;
    private final LocatedRows located;
    private final List<AttributeReads> reads;
    private final List<Running> queries = new ArrayList<>();
    private final int columns;

    private record Running(CompiledQuery query, Frame frame, int firstColumn) {}

    /**
     * A run.
     *
     * @param together how many rows are located before the first one's queries run: one where each is sought for
     *     itself, more where they wait for memory
     */
    PlanRun(Plan plan, Moments moments, List<AttributeReads> reads, Stopwatch stopwatch, int together) {
        this.plan = plan;
        this.located = new LocatedRows(plan, moments, reads.get(plan.identity()), together);
        this.reads = reads;
        int column = 0;
        for (PlannedQuery query : plan.queries()) {
            if (query instanceof PlannedQuery.Compiled compiled) {
                queries.add(new Running(compiled.steps(), compiled.steps().frame(reads, stopwatch), column));
            }
            column += query.query().columns().size();
        }
        this.columns = column;
    }

    /** The outcome of each row, in order; null marks those left to the peer. */
    @Nullable
    FeatureOutcome[] rows(List<EntityAt> rows) {
        @Nullable FeatureOutcome[] outcomes = new @Nullable FeatureOutcome[rows.size()];
        for (int start = 0; start < outcomes.length; start += located.capacity()) {
            int size = Math.min(located.capacity(), outcomes.length - start);
            for (int place = 0; place < size; place++) {
                located.locate(place, rows.get(start + place));
            }
            for (int place = 0; place < size; place++) {
                outcomes[start + place] = outcome(place, rows.get(start + place));
            }
        }
        return outcomes;
    }

    /** A row's outcome; columns of queries left to the peer are missing. Null if the whole row is left to the peer. */
    private @Nullable FeatureOutcome outcome(int place, EntityAt row) {
        if (!located.isLocated(place)) {
            return located.failure(place);
        }
        try {
            @Nullable Object[] values = new @Nullable Object[columns];
            for (Running running : queries) {
                read(running, located.id(place), located.entity(place), located.asOf(place), values);
            }
            return new FeatureOutcome.Row(row, FeatureValues.ofOwned(values), located.cursor(place));
        } catch (LeftToPeer e) {
            return null;
        } catch (ProblemException e) {
            return failed(row, e);
        }
    }

    /** The same, read in the order of the entities. */
    @Nullable
    FeatureOutcome[] rowsByEntity(List<EntityAt> rows) {
        long[] entities = new long[rows.size()];
        List<Integer> order = new ArrayList<>();
        for (int index = 0; index < entities.length; index++) {
            entities[index] = entity(rows.get(index));
            order.add(index);
        }
        order.sort(Comparator.comparingLong(index -> entities[index]));
        @Nullable FeatureOutcome[] outcomes = new @Nullable FeatureOutcome[entities.length];
        order.forEach(index -> {
            located.locate(0, rows.get(index));
            outcomes[index] = outcome(0, rows.get(index));
        });
        return outcomes;
    }

    /** An entity that ever had a row's id; 0 if there is none or only the peer knows. */
    private long entity(EntityAt row) {
        Optional<Object> identity = plan.reading().identity(row.id());
        long[] entity = new long[1];
        try {
            identity.ifPresent(id -> reads.get(plan.identity())
                    .entitiesWith(
                            id, Long.MAX_VALUE, Frame.NONE, (frame, found, transaction) -> entity[0] = (Long) found));
        } catch (LeftToPeer e) {
            return 0;
        }
        return entity[0];
    }

    static FeatureOutcome failed(EntityAt row, ProblemException e) {
        switch (e.problem().type()) {
            case DATABASE_UNAVAILABLE, QUERY_TIMEOUT -> throw e;
            default -> {
                return new FeatureOutcome.Failed(row, e.problem().with("id", row.id()));
            }
        }
    }

    private static void read(Running running, Object identity, Object entity, long[] asOf, @Nullable Object[] values) {
        Object[] found = running.query.run(running.frame, identity, entity, asOf);
        if (found == null) {
            return;
        }
        List<Column> columns = running.query.query().columns();
        for (int index = 0; index < found.length; index++) {
            try {
                values[running.firstColumn + index] = columns.get(index).type().fromDatomic(found[index]);
            } catch (ProblemException e) {
                throw new LeftToPeer();
            }
        }
    }
}
