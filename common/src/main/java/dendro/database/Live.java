package dendro.database;

import datomic.Connection;
import datomic.Log;
import datomic.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A database whose transactor sends this peer each transaction as it commits. That a value is complete up to a moment is
 * known in two ways: a later transaction is in it, for instants only grow; or the transactor, asked after that moment,
 * has answered that nothing is missing.
 */
final class Live implements Source {

    private static final long ANSWER_SECONDS = 10;

    private final String name;
    private final DatabaseLocation.Live location;
    private final Connection connection;
    private volatile Instant settled = Instant.EPOCH;

    private Live(String name, DatabaseLocation.Live location, Connection connection) {
        this.name = name;
        this.location = location;
        this.connection = connection;
    }

    static Live open(String name, DatabaseLocation.Live location) throws Exception {
        Live live = new Live(name, location, Peer.connect(location.uri()));
        live.look();
        return live;
    }

    @Override
    public ObservedDatabase known() {
        Instant before = settled;
        return ObservedDatabase.settledBefore(name, connection.db(), before);
    }

    @Override
    public void look() throws Exception {
        Instant asked = Instant.ofEpochMilli(System.currentTimeMillis());
        var unused = connection.sync().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        settled = asked.minus(location.settle());
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

    @Override
    public void close() {
        connection.release();
    }
}
