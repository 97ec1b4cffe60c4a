package dendro.trainer.source;

import dendro.features.Column;
import dendro.features.Shard;
import dendro.training.TrainingOutcome;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/** Where the shards of one training set are read from; travels to the executors. */
public interface Shards extends Serializable {

    /**
     * Opens a shard; whoever opened it closes it. A shard that breaks off throws a {@link
     * dendro.problem.ProblemException} and never ends as if it were whole.
     */
    Stream open(Shard shard);

    /** The outcomes of one shard as they arrive; for one thread. */
    interface Stream extends Iterator<TrainingOutcome>, AutoCloseable {

        /** The columns of every row. */
        List<Column> columns();

        /** What may keep the rows from being reproduced, once the last one has been taken. */
        default List<String> warnings() {
            return List.of();
        }

        @Override
        void close();
    }
}
