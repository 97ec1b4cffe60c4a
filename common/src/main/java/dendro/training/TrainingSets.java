package dendro.training;

import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.ObservedDatabase;
import dendro.features.FeatureEvaluator;
import dendro.features.TypedFeatureSet;
import dendro.problem.ProblemException;
import java.time.Instant;

/**
 * Builds training sets: every entity of a range, its features as of its own timestamp, its label as of timestamp plus
 * horizon. Safe for any number of threads.
 */
public final class TrainingSets {

    private final Databases databases;
    private final FeatureEvaluator evaluator;

    /** Training sets over databases, read by the evaluator that scoring uses. */
    public TrainingSets(Databases databases, FeatureEvaluator evaluator) {
        this.databases = databases;
        this.evaluator = evaluator;
    }

    /**
     * Finds the entities of a shard; their rows are read when it is streamed.
     *
     * @param deadline until which the end of the range is waited for
     * @throws ProblemException {@code cursor-not-reached} if the end of the range has not been observed by then, {@code
     *     database-unknown} or {@code database-unavailable}
     */
    public TrainingShard shard(TypedFeatureSet featureSet, TrainingRange range, Shard shard, Deadline deadline) {
        String home = featureSet.source().entity().database();
        Instant last = range.to().minusMillis(1);
        ObservedDatabase observed = databases.named(home).observe(last, deadline);
        // Refuses a range whose end the database has not reached.
        var unused = observed.at(last);
        return new TrainingShard(
                evaluator,
                featureSet,
                range,
                new Population(featureSet.source().entity(), observed).entities(range, shard));
    }
}
