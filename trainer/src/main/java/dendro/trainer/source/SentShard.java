package dendro.trainer.source;

import dendro.features.Column;
import dendro.queryapi.TrainingSetStream;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingSetSummary;
import java.util.Iterator;
import java.util.List;

/** A shard as the query-service sends it; one that breaks off throws and never ends as if it were whole. */
sealed interface SentShard extends Iterator<TrainingOutcome>, AutoCloseable permits ArrowShard, SentShard.Lines {

    /** The columns of every row. */
    List<Column> columns();

    /** What the service says of the rows, once the last has been taken. */
    TrainingSetSummary summary();

    @Override
    void close();

    /** In lines of JSON. */
    record Lines(TrainingSetStream stream) implements SentShard {

        @Override
        public List<Column> columns() {
            return stream.columns();
        }

        @Override
        public TrainingSetSummary summary() {
            return stream.summary();
        }

        @Override
        public boolean hasNext() {
            return stream.hasNext();
        }

        @Override
        public TrainingOutcome next() {
            return stream.next();
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
