package dendro.queryservice.training;

import dendro.problem.Problem;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingSetSummary;

/** Writes the stream of a training set: rows, and last a summary or what went wrong. For one thread. */
interface TrainingSetWriter extends AutoCloseable {

    /** Throws {@link java.io.UncheckedIOException} if the caller went away, as the other methods do. */
    void row(TrainingOutcome outcome);

    /** Ends the stream as a whole one. */
    void summary(TrainingSetSummary summary);

    /** Ends the stream of a shard that cannot be read to its end. */
    void problem(Problem problem);

    @Override
    void close();
}
