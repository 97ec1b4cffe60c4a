package dendro.database;

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
    private volatile ObservedDatabase known;

    private InStorage(String name, DatabaseLocation.Storage location, ObservedDatabase known) {
        this.name = name;
        this.location = location;
        this.known = known;
    }

    static InStorage open(String name, DatabaseLocation.Storage location) {
        return new InStorage(name, location, read(name, location));
    }

    private static ObservedDatabase read(String name, DatabaseLocation.Storage location) {
        Instant settled = Instant.ofEpochMilli(System.currentTimeMillis()).minus(location.settle());
        return ObservedDatabase.settledBefore(name, Peer.connect(location.uri()).db(), settled);
    }

    @Override
    public ObservedDatabase known() {
        return known;
    }

    @Override
    public void look() {
        known = known.followedBy(read(name, location));
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
