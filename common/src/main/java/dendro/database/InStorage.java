package dendro.database;

import datomic.Connection;
import datomic.Log;
import datomic.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The storage of a database whose transactor is left alone. A read-only connection is one fixed value and is not cached
 * by the peer, so looking again is connecting anew; what the peer has read of the storage it shares between connections.
 */
final class InStorage implements Source {

    private final String name;
    private final DatabaseLocation.Storage location;
    private volatile Connection connection;
    private volatile ObservedDatabase known;

    private InStorage(String name, DatabaseLocation.Storage location) {
        Instant settled = settledBefore(location);
        this.name = name;
        this.location = location;
        this.connection = Peer.connect(location.uri());
        this.known = ObservedDatabase.settledBefore(name, connection.db(), settled);
    }

    static InStorage open(String name, DatabaseLocation.Storage location) {
        return new InStorage(name, location);
    }

    /** What was written before now less the time to settle is in whatever is read from now on. */
    private static Instant settledBefore(DatabaseLocation.Storage location) {
        return Instant.ofEpochMilli(System.currentTimeMillis()).minus(location.settle());
    }

    @Override
    public ObservedDatabase known() {
        return known;
    }

    @Override
    public void look() {
        Instant settled = settledBefore(location);
        Connection newer = Peer.connect(location.uri());
        ObservedDatabase later = known.followedBy(ObservedDatabase.settledBefore(name, newer.db(), settled));
        // In this order: the log is never older than what is known.
        connection = newer;
        known = later;
    }

    @Override
    public Log log() {
        return connection.log();
    }

    @Override
    public Duration settle() {
        return location.settle();
    }

    @Override
    public Optional<Duration> refresh() {
        return Optional.of(location.refresh());
    }
}
