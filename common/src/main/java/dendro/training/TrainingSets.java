package dendro.training;

import datomic.Database;
import dendro.asof.AsOfEngine;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.ObservedDatabase;
import dendro.features.EntityAt;
import dendro.features.FeatureEvaluator;
import dendro.features.FeatureWarnings;
import dendro.features.Shard;
import dendro.features.TypedFeatureSet;
import dendro.problem.ProblemException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Builds training sets: every entity of a range, its features as of its own timestamp, its label as of timestamp plus
 * horizon. Safe for any number of threads.
 */
public final class TrainingSets {

    private final Databases databases;
    private final AsOfEngine engine;
    private final FeatureEvaluator rows;

    /** Training sets over databases, read by the engine that scoring uses. */
    public TrainingSets(Databases databases, AsOfEngine engine) {
        this(databases, engine, engine);
    }

    private TrainingSets(Databases databases, AsOfEngine engine, FeatureEvaluator rows) {
        this.databases = databases;
        this.engine = engine;
        this.rows = rows;
    }

    /** The same entities with their rows read by another, such as one for a reader who may not see everything. */
    public TrainingSets readBy(FeatureEvaluator evaluator) {
        return new TrainingSets(databases, engine, evaluator);
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
        List<EntityAt> entities = engine.entities(featureSet.source().entity(), observed, shard).stream()
                .filter(entity -> range.holds(entity.timestamp()))
                .sorted(Comparator.comparing(EntityAt::timestamp).thenComparing(EntityAt::id))
                .toList();
        long ofAllShards = (long) entities.size() * shard.count();
        return new TrainingShard(
                rows.expecting(ofAllShards), featureSet, range, entities, warnings(featureSet, deadline));
    }

    private FeatureWarnings warnings(TypedFeatureSet featureSet, Deadline deadline) {
        Map<String, Database> newest = new TreeMap<>();
        Set<String> names = new TreeSet<>(featureSet.features().databases());
        featureSet.label().ifPresent(label -> names.addAll(label.reading().databases()));
        for (String name : names) {
            newest.put(name, databases.named(name).newest(deadline).newest());
        }
        return FeatureWarnings.ofTraining(featureSet.source(), newest);
    }
}
