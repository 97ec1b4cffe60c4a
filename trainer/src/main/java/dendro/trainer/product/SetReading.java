package dendro.trainer.product;

import dendro.features.Shard;
import dendro.problem.ProblemException;
import dendro.trainer.source.ShardBroken;
import dendro.trainer.source.Shards;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingRow;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads one shard, row by row, and counts on the way; its tally is the last item. */
final class SetReading implements Iterator<SetItem> {

    private final Shard shard;
    private final Shards.Stream outcomes;
    private final Sampling sampling;
    private final ShardTally tally;
    private final long start = System.nanoTime();
    private @Nullable SetItem next;
    private boolean ended;

    /** The stream's owner closes it. */
    SetReading(Shard shard, Shards.Stream outcomes, Sampling sampling) {
        this.shard = shard;
        this.outcomes = outcomes;
        this.sampling = sampling;
        this.tally = new ShardTally(outcomes.columns());
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            try {
                next = read();
            } catch (ProblemException e) {
                throw new ShardBroken(shard, e);
            }
        }
        return next != null;
    }

    @Override
    public SetItem next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("The tally was the last.");
        }
        SetItem item = next;
        next = null;
        return item;
    }

    private SetItem read() {
        while (outcomes.hasNext()) {
            TrainingOutcome outcome = outcomes.next();
            if (outcome instanceof TrainingOutcome.Failed failed) {
                tally.add(failed);
            } else if (outcome instanceof TrainingOutcome.Row taken
                    && sampling.holds(taken.row().at().id())) {
                TrainingRow row = taken.row();
                tally.add(row);
                return new SetItem.OfRow(row.at(), row.values(), row.label().orElse(Double.NaN));
            }
        }
        ended = true;
        tally.end(shard.index(), Duration.ofNanos(System.nanoTime() - start), outcomes.warnings());
        return tally;
    }
}
