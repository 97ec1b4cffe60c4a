package dendro.demo.world;

import datomic.Connection;
import datomic.Peer;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The in-memory databases of a world, by name. They live in this process until {@linkplain #close deleted}.
 * Thread-safe.
 */
public final class WorldDatabases implements AutoCloseable {

    private final String prefix;
    private final SortedMap<String, Connection> connections;

    private WorldDatabases(String prefix, SortedMap<String, Connection> connections) {
        this.prefix = prefix;
        this.connections = Collections.unmodifiableSortedMap(connections);
    }

    /**
     * New, empty databases; what an earlier world left under the same prefix is deleted.
     *
     * @param prefix set before each database's name in its URI, so that several worlds fit in one process; may be
     *     empty
     */
    public static WorldDatabases create(String prefix) {
        SortedMap<String, Connection> connections = new TreeMap<>();
        for (String database : World.DATABASES) {
            String uri = uri(prefix, database);
            Peer.deleteDatabase(uri);
            Peer.createDatabase(uri);
            connections.put(database, Peer.connect(uri));
        }
        return new WorldDatabases(prefix, connections);
    }

    /** The connection of a database. */
    public Connection connection(String database) {
        Connection connection = connections.get(database);
        if (connection == null) {
            throw new IllegalArgumentException("The demo world has no database '" + database + "'.");
        }
        return connection;
    }

    /** Where other code of this process finds a database. */
    public String uri(String database) {
        return uri(prefix, database);
    }

    @Override
    public void close() {
        connections.keySet().forEach(database -> Peer.deleteDatabase(uri(database)));
    }

    private static String uri(String prefix, String database) {
        return "datomic:mem://" + prefix + database;
    }
}
