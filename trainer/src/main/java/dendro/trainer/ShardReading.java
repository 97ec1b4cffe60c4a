package dendro.trainer;

import dendro.features.Shard;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.trainer.source.ShardBroken;
import dendro.trainer.source.ShardSizes;
import dendro.trainer.source.Shards;
import dendro.training.TrainingDigest;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads one shard, row by row, and counts on the way; nothing is held but the counts. */
final class ShardReading implements Iterator<ShardItem> {

    private static final int FAILURES_KEPT = 3;

    private final Shard shard;
    private final Shards.Stream outcomes;
    private final List<ShardItem.Failure> firstFailures = new ArrayList<>();
    private final SortedMap<String, Long> basis = new TreeMap<>();
    private final TrainingDigest digest = new TrainingDigest();
    private final long start = System.nanoTime();
    private long rows;
    private long unlabelled;
    private long failures;
    private Instant earliest = Instant.MAX;
    private Instant latest = Instant.MIN;
    private Optional<ShardItem> next = Optional.empty();
    private boolean reported;

    /** The stream's owner closes it. */
    ShardReading(Shard shard, Shards.Stream outcomes) {
        this.shard = shard;
        this.outcomes = outcomes;
    }

    @Override
    public boolean hasNext() {
        try {
            while (next.isEmpty() && outcomes.hasNext()) {
                next = taken(outcomes.next());
            }
        } catch (ProblemException e) {
            throw new ShardBroken(shard, e);
        }
        if (next.isEmpty() && !reported) {
            next = Optional.of(report());
            reported = true;
        }
        return next.isPresent();
    }

    @Override
    public ShardItem next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The report was the last.");
        }
        ShardItem item = next.orElseThrow();
        next = Optional.empty();
        return item;
    }

    private Optional<ShardItem> taken(TrainingOutcome outcome) {
        if (outcome instanceof TrainingOutcome.Row row) {
            return taken(row.row());
        }
        TrainingOutcome.Failed failed = (TrainingOutcome.Failed) outcome;
        failures++;
        if (firstFailures.size() < FAILURES_KEPT) {
            firstFailures.add(new ShardItem.Failure(
                    failed.at(), failed.problem().type(), failed.problem().detail()));
        }
        return Optional.empty();
    }

    private Optional<ShardItem> taken(TrainingRow row) {
        rows++;
        digest.add(outcomes.columns(), row);
        row.cursor().forEach((database, t) -> basis.merge(database, t, Math::max));
        if (row.label().isEmpty()) {
            unlabelled++;
            return Optional.empty();
        }
        Instant timestamp = row.at().timestamp();
        earliest = timestamp.isBefore(earliest) ? timestamp : earliest;
        latest = timestamp.isAfter(latest) ? timestamp : latest;
        return Optional.of(new ShardItem.Example(row.at(), row.values(), label(row)));
    }

    private static double label(TrainingRow row) {
        double label = row.label().orElseThrow();
        if (label != 0 && label != 1) {
            throw new Problem(
                            ProblemType.FEATURE_SET_INVALID,
                            "The label of '" + row.at().id() + "' is " + label
                                    + "; a model is trained on labels that are true or false, 1 or 0.")
                    .exception();
        }
        return label;
    }

    private ShardItem.Report report() {
        return new ShardItem.Report(
                List.copyOf(outcomes.columns()),
                rows,
                unlabelled,
                failures,
                List.copyOf(firstFailures),
                earliest,
                latest,
                new TreeMap<>(basis),
                digest,
                new ShardSizes.Size(shard.index(), rows, Duration.ofNanos(System.nanoTime() - start)));
    }
}
