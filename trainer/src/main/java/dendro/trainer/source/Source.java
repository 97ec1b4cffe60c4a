package dendro.trainer.source;

import dendro.training.TrainingRange;
import java.time.Instant;

/** Where the rows of one feature set are read from. Belongs to the driver; whoever opened it closes it. */
public interface Source extends AutoCloseable {

    /** The rows of a range. */
    Shards shards(TrainingRange range);

    /**
     * About how many entities there are, of all times.
     *
     * @throws dendro.problem.ProblemException {@code database-unavailable}, {@code service-unavailable}
     */
    long entities();

    /**
     * The last instant, in milliseconds, that every database of the feature set is known at: what is read as of it never
     * changes.
     *
     * @throws dendro.problem.ProblemException {@code database-unavailable}, {@code service-unavailable}
     */
    Instant knownAt();

    /** In words, for people. */
    String shown();

    @Override
    void close();
}
