package dendro.trainer.source;

import dendro.features.Column;
import dendro.features.FeatureSet;
import dendro.features.Label;
import dendro.features.Shard;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingRange;
import dendro.training.TrainingRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A source as it was at an instant: labels that became known later are left out. The same range at the same cursor gives
 * the same rows for ever, however much the databases have grown since.
 */
public final class SourceAtCursor implements Source {

    private final Source source;
    private final Instant cursor;
    private final Duration horizon;

    private SourceAtCursor(Source source, Instant cursor, Duration horizon) {
        this.source = source;
        this.cursor = cursor;
        this.horizon = horizon;
    }

    /**
     * A source at a cursor; it closes the source with itself.
     *
     * @throws ProblemException {@code cursor-not-reached} if the databases are not known at that instant yet
     */
    public static SourceAtCursor of(Source source, FeatureSet featureSet, Instant cursor) {
        Instant known = source.knownAt();
        if (cursor.isAfter(known)) {
            throw notReached("The cursor is " + cursor + ", but the databases are known only until " + known + ".");
        }
        return new SourceAtCursor(
                source, cursor, featureSet.label().map(Label::horizon).orElse(Duration.ZERO));
    }

    @Override
    public Shards shards(TrainingRange range) {
        if (range.to().isAfter(cursor.plusMillis(1))) {
            throw notReached("The range ends at " + range.to() + ", but the cursor is " + cursor
                    + ": rows after it are not known. End the range there or earlier.");
        }
        return new Clipped(source.shards(range), cursor, horizon);
    }

    private static ProblemException notReached(String detail) {
        return new Problem(ProblemType.CURSOR_NOT_REACHED, detail).exception();
    }

    @Override
    public long entities() {
        return source.entities();
    }

    @Override
    public Instant knownAt() {
        return cursor;
    }

    @Override
    public String shown() {
        return source.shown();
    }

    @Override
    public void close() {
        source.close();
    }

    private record Clipped(Shards whole, Instant cursor, Duration horizon) implements Shards {

        @Override
        public Stream open(Shard shard) {
            return new ClippedStream(whole.open(shard), cursor, horizon);
        }
    }

    private record ClippedStream(Shards.Stream whole, Instant cursor, Duration horizon) implements Shards.Stream {

        @Override
        public List<Column> columns() {
            return whole.columns();
        }

        @Override
        public List<String> warnings() {
            return whole.warnings();
        }

        @Override
        public boolean hasNext() {
            return whole.hasNext();
        }

        @Override
        public TrainingOutcome next() {
            TrainingOutcome outcome = whole.next();
            return outcome instanceof TrainingOutcome.Row taken
                            && taken.row().at().timestamp().plus(horizon).isAfter(cursor)
                    ? new TrainingOutcome.Row(unlabelled(taken.row()))
                    : outcome;
        }

        private static TrainingRow unlabelled(TrainingRow row) {
            return new TrainingRow(row.at(), row.values(), OptionalDouble.empty(), row.cursor());
        }

        @Override
        public void close() {
            whole.close();
        }
    }
}
