package dendro.asof;

import dendro.features.Column;
import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureValues;
import dendro.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the compiled queries of a plan, row after row, over what either execution reads. For one thread. */
final class PlanRun {

    private final Plan plan;
    private final Moments moments;
    private final List<AttributeReads> reads;
    private final List<Running> queries = new ArrayList<>();
    private final Frame identityFrame;
    private final int columns;

    private record Running(CompiledQuery query, Frame frame, int firstColumn) {}

    PlanRun(Plan plan, Moments moments, List<AttributeReads> reads, Stopwatch stopwatch) {
        this.plan = plan;
        this.moments = moments;
        this.reads = reads;
        this.identityFrame = new Frame(1, 1, reads, new PlainRows(List.of(), 0), stopwatch);
        int column = 0;
        for (PlannedQuery query : plan.queries()) {
            if (query instanceof PlannedQuery.Compiled compiled) {
                queries.add(new Running(compiled.steps(), compiled.steps().frame(reads, stopwatch), column));
            }
            column += query.query().columns().size();
        }
        this.columns = column;
    }

    /** The row; columns of queries left to the peer are missing. Empty if the whole row is left to the peer. */
    Optional<FeatureOutcome> row(EntityAt row) {
        try {
            long[] asOf = moments.at(row.timestamp());
            Optional<Object> identity = plan.reading().identity(row.id());
            if (identity.isEmpty() || !exists(identity.get(), asOf)) {
                return Optional.of(new FeatureOutcome.Failed(
                        row, plan.reading().notFound(row).with("id", row.id())));
            }
            @Nullable Object[] values = new @Nullable Object[columns];
            for (Running running : queries) {
                read(running, identity.get(), asOf, values);
            }
            return Optional.of(new FeatureOutcome.Row(row, FeatureValues.ofOwned(values), moments.cursor()));
        } catch (LeftToPeer e) {
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(failed(row, e));
        }
    }

    private static FeatureOutcome failed(EntityAt row, ProblemException e) {
        switch (e.problem().type()) {
            case DATABASE_UNAVAILABLE, QUERY_TIMEOUT -> throw e;
            default -> {
                return new FeatureOutcome.Failed(row, e.problem().with("id", row.id()));
            }
        }
    }

    private boolean exists(Object identity, long[] asOf) {
        identityFrame.begin(identity, asOf);
        identityFrame.mark(0, false);
        reads.get(plan.identity())
                .entitiesWith(
                        identity,
                        asOf[plan.homeSource()],
                        identityFrame,
                        (frame, entity, transaction) -> frame.mark(0, true));
        return identityFrame.marked(0);
    }

    private static void read(Running running, Object identity, long[] asOf, @Nullable Object[] values) {
        Object[] found = running.query.run(running.frame, identity, asOf);
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
