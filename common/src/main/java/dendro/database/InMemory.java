package dendro.database;

import datomic.Connection;
import datomic.Log;
import datomic.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A database that lives in this process and moves as transactions come, each stamped by this same clock. */
record InMemory(String name, Connection connection) implements Source {

    static InMemory open(String name, DatabaseLocation.Memory location) {
        if (location.seed().isPresent() && Peer.createDatabase(location.uri())) {
            try {
                new Seed(location.seed().get()).applyTo(Peer.connect(location.uri()));
            } catch (RuntimeException e) {
                // A half-seeded database must not be found by the next try.
                Peer.deleteDatabase(location.uri());
                throw e;
            }
        }
        return new InMemory(name, Peer.connect(location.uri()));
    }

    @Override
    public ObservedDatabase known() {
        Instant moment = Instant.ofEpochMilli(System.currentTimeMillis());
        // A transaction is stamped and applied while it holds this lock, and sync() does not wait for it: only
        // with the lock in hand is every transaction stamped before the moment known to be in the value.
        synchronized (connection) {
            return new ObservedDatabase(name, connection.db(), moment);
        }
    }

    @Override
    public void look() {}

    @Override
    public Log log() {
        return connection.log();
    }

    @Override
    public Duration settle() {
        return Duration.ZERO;
    }

    @Override
    public Optional<Duration> refresh() {
        return Optional.empty();
    }
}
