package dendro.database;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * All configured databases by name. Owns the thread that tries again, with growing pauses, to open
 * those that did not; {@link #close()} ends it.
 */
public final class Databases implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final SortedMap<String, NamedDatabase> byName;
    private final ScheduledExecutorService reopener;

    private Databases(SortedMap<String, NamedDatabase> byName) {
        this.byName = byName;
        this.reopener = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "database-reopener");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Opens every database once; those that fail stay in the list, unavailable, and are tried again. */
    public static Databases open(Map<String, DatabaseLocation> locations) {
        SortedMap<String, NamedDatabase> byName = new TreeMap<>();
        locations.forEach((name, location) -> byName.put(name, new NamedDatabase(name, location)));
        Databases databases = new Databases(Collections.unmodifiableSortedMap(byName));
        byName.values().forEach(database -> databases.openOrRetry(database, FIRST_PAUSE));
        return databases;
    }

    /** Every configured database, open or not, ordered by name. */
    public Collection<NamedDatabase> all() {
        return byName.values();
    }

    /**
     * The database of this name.
     *
     * @throws dendro.problem.ProblemException {@code database-unknown} naming those there are
     */
    public NamedDatabase named(String name) {
        NamedDatabase database = byName.get(name);
        if (database == null) {
            throw new Problem(
                            ProblemType.DATABASE_UNKNOWN,
                            "There is no database '" + name + "'; there are: " + String.join(", ", byName.keySet())
                                    + ".")
                    .with("database", name)
                    .exception();
        }
        return database;
    }

    private void openOrRetry(NamedDatabase database, Duration pause) {
        database.open();
        if (database.health() instanceof NamedDatabase.Health.Unavailable && !reopener.isShutdown()) {
            Duration doubled = pause.multipliedBy(2);
            Duration next = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
            var unused = reopener.schedule(() -> openOrRetry(database, next), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        reopener.shutdownNow();
    }
}
