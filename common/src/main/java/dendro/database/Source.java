package dendro.database;

import datomic.Log;
import java.time.Duration;
import java.util.Optional;

/** An open database: the rim where Datomic is asked for its newest value. */
sealed interface Source permits InMemory, InBackup, InStorage, Live {

    /** What is known of the database without waiting for anything. For any number of threads. */
    ObservedDatabase known();

    /**
     * Asks where the database is, so that afterwards {@link #known} covers everything before this call less the time to
     * {@link #settle}, if it can. Takes as long as Datomic takes; for one thread at a time.
     *
     * @throws Exception whatever Datomic throws, checked exceptions that it does not declare among them
     */
    void look() throws Exception;

    /** How long after its instant a transaction may still arrive. */
    Duration settle();

    /** How often to {@link #look} although nobody asks; empty if there is nothing to look for. */
    Optional<Duration> refresh();

    /** Lets go of what the peer holds for this database. */
    default void close() {}

    /** The log, with every transaction that is known. */
    Log log();

    /** Opens the database at a location; throws what {@link #look} may throw. */
    static Source open(String name, DatabaseLocation location) throws Exception {
        if (location instanceof DatabaseLocation.Memory memory) {
            return InMemory.open(name, memory);
        }
        if (location instanceof DatabaseLocation.Backup backup) {
            return InBackup.open(name, backup);
        }
        if (location instanceof DatabaseLocation.Storage storage) {
            return InStorage.open(name, storage);
        }
        return Live.open(name, (DatabaseLocation.Live) location);
    }
}
