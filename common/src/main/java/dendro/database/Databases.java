package dendro.database;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All configured databases by name. Owns what keeps them open; {@link #close()} ends it. */
public final class Databases implements AutoCloseable {

    /** Nothing waits longer for databases of this machine to open, nor for those behind a network. */
    private static final Duration PATIENCE_HERE = Duration.ofSeconds(30);

    private static final Duration PATIENCE_ELSEWHERE = Duration.ofSeconds(5);

    private final SortedMap<String, NamedDatabase> byName;

    private Databases(SortedMap<String, NamedDatabase> byName) {
        this.byName = byName;
    }

    /**
     * Opens all databases side by side and returns once each is open or has failed once, or takes too long: readers of
     * one that is still being opened wait for it. Those that failed stay in the list, unavailable, and are tried again.
     */
    public static Databases open(Map<String, DatabaseLocation> locations) {
        SortedMap<String, NamedDatabase> byName = new TreeMap<>();
        locations.forEach((name, location) -> byName.put(name, new NamedDatabase(name, location)));
        Deadline here = Deadline.after(PATIENCE_HERE);
        Deadline elsewhere = Deadline.after(PATIENCE_ELSEWHERE);
        byName.values().forEach(database -> database.awaitOpening(isHere(database.location()) ? here : elsewhere));
        return new Databases(Collections.unmodifiableSortedMap(byName));
    }

    private static boolean isHere(DatabaseLocation location) {
        return location instanceof DatabaseLocation.Memory || location instanceof DatabaseLocation.Backup;
    }

    /** Every configured database, open or not, ordered by name. */
    public Collection<NamedDatabase> all() {
        return byName.values();
    }

    /** The names of all of them. */
    public Set<String> names() {
        return byName.keySet();
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

    @Override
    public void close() {
        byName.values().forEach(NamedDatabase::close);
    }
}
