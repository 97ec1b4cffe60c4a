package dendro.trainer.source;

import dendro.database.Deadline;
import dendro.features.Column;
import dendro.features.Shard;
import dendro.features.TypedFeatureSet;
import dendro.problem.ProblemException;
import dendro.query.PeerFailure;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingRange;
import dendro.training.TrainingShard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shards as each executor reads them from the databases themselves. */
final class PeerShards implements Shards {

    private static final long serialVersionUID = 1L;

    /** How long the databases may take to be observed late enough for the rows at hand. */
    private static final Duration CURSOR_WAIT = Duration.ofSeconds(30);

    private final PeerDatabases databases;
    private final String features;
    private final Instant from;
    private final Instant to;
    private final @Nullable Instant featuresAsOf;

    PeerShards(PeerDatabases databases, String features, TrainingRange range) {
        this.databases = databases;
        this.features = features;
        this.from = range.from();
        this.to = range.to();
        this.featuresAsOf = range.featuresAsOf().orElse(null);
    }

    @Override
    public Stream open(Shard shard) {
        Peers peers = Peers.of(databases);
        return reading(() -> {
            TypedFeatureSet featureSet = peers.featureSet(features);
            TrainingRange range = new TrainingRange(from, to, Optional.ofNullable(featuresAsOf));
            return new Read(peers.trainingSets().shard(featureSet, range, shard, Deadline.after(CURSOR_WAIT)));
        });
    }

    private static <T> T reading(Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            throw PeerFailure.ofStorage(e).<RuntimeException>map(known -> known).orElse(e);
        }
    }

    private static final class Read implements Stream {

        private final List<Column> columns;
        private final TrainingShard.Outcomes outcomes;

        Read(TrainingShard shard) {
            this.columns = shard.columns();
            this.outcomes = shard.outcomes(CURSOR_WAIT);
        }

        @Override
        public List<Column> columns() {
            return columns;
        }

        @Override
        public List<String> warnings() {
            return outcomes.summary().warnings();
        }

        @Override
        public boolean hasNext() {
            return reading(outcomes::hasNext);
        }

        @Override
        public TrainingOutcome next() {
            return outcomes.next();
        }

        @Override
        public void close() {
            // The databases stay open for the next shard.
        }
    }
}
