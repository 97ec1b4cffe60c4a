package dendro.trainer.source;

import datomic.Database;
import dendro.asof.AsOfEngine;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.ObservedDatabase;
import dendro.features.FeatureSet;
import dendro.features.Reading;
import dendro.features.TypedFeatureSet;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.procedure.Procedures;
import dendro.training.TrainingSets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The databases of this process and what has been read of their past: one peer and one set of timelines for all tasks, as
 * the query-service has for all requests. Safe for any number of threads.
 *
 * <ol>
 *   <li>The first task that asks opens the databases; those that ask meanwhile wait for it.
 *   <li>They stay open between tasks, so that a shard finds the timelines that the one before it has read.
 *   <li>Whoever owns the process closes them: the driver with its {@link Source}, an executor when its process ends.
 * </ol>
 */
final class Peers {

    private static final Duration QUERY_TIME = Duration.ofSeconds(30);
    private static final Duration BATCH_TIME = Duration.ofMinutes(5);
    private static final Duration TO_OPEN = Duration.ofSeconds(60);

    /** Of the heap: the rest is Spark's, and what the peer keeps of its segments. */
    private static final int PART_FOR_TIMELINES = 4;

    private static final Map<PeerDatabases, Peers> OPEN = new ConcurrentHashMap<>();

    private final PeerDatabases settings;
    private final Databases databases;
    private final AsOfEngine engine;
    private final TrainingSets trainingSets;
    private final Map<String, TypedFeatureSet> byText = new ConcurrentHashMap<>();

    private Peers(PeerDatabases settings) {
        this.settings = settings;
        this.databases = Databases.open(settings.locations());
        this.engine = new AsOfEngine(
                databases, QUERY_TIME, BATCH_TIME, Runtime.getRuntime().maxMemory() / PART_FOR_TIMELINES);
        this.trainingSets = new TrainingSets(databases, engine);
    }

    /** The databases, opened by now. */
    static Peers of(PeerDatabases settings) {
        return OPEN.computeIfAbsent(settings, unopened -> {
            Peers opened = new Peers(unopened);
            Runtime.getRuntime().addShutdownHook(new Thread(opened.databases::close, "close-databases"));
            return opened;
        });
    }

    /** Training sets over them. */
    TrainingSets trainingSets() {
        return trainingSets;
    }

    /**
     * The feature set of a text, typed by their schemas.
     *
     * @throws ProblemException whatever is wrong with it; {@code attribute-private} if it reads what a trainer may not see
     */
    TypedFeatureSet featureSet(String text) {
        return byText.computeIfAbsent(text, this::typed);
    }

    private TypedFeatureSet typed(String text) {
        FeatureSet featureSet = FeatureSet.parse(text, Procedures.installed().guard());
        Map<String, Database> schemas = new TreeMap<>();
        featureSet.databases().forEach(name -> schemas.put(name, newest(name).newest()));
        TypedFeatureSet typed = TypedFeatureSet.of(featureSet, schemas);
        requireNothingHidden(typed);
        return typed;
    }

    private void requireNothingHidden(TypedFeatureSet featureSet) {
        List<Reading> readings = new ArrayList<>(List.of(featureSet.features()));
        featureSet.label().ifPresent(label -> readings.add(label.reading()));
        for (Reading reading : readings) {
            if (!engine.readsNothingHidden(reading, settings.visibility(), Deadline.after(TO_OPEN))) {
                throw new Problem(
                                ProblemType.ATTRIBUTE_PRIVATE,
                                "The feature set '" + featureSet.source().name()
                                        + "' reads, or may read, attributes that the file of databases keeps private from"
                                        + " trainers.")
                        .exception();
            }
        }
    }

    /**
     * The newest value of a database.
     *
     * @throws ProblemException {@code database-unknown}, {@code database-unavailable}
     */
    ObservedDatabase newest(String name) {
        return databases.named(name).newest(Deadline.after(TO_OPEN));
    }

    /** Closes them in this process, if they are open. */
    static void close(PeerDatabases settings) {
        Peers open = OPEN.remove(settings);
        if (open != null) {
            open.engine.forget();
            open.databases.close();
        }
    }
}
