package dendro.database;

import clojure.lang.Keyword;
import datomic.Connection;
import datomic.Log;
import datomic.Peer;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A backup read in place, complete up to its newest transaction; unless pinned, the newest there is in its folder. */
final class InBackup implements Source {

    private final String name;
    private final DatabaseLocation.Backup location;
    private String opened;
    private volatile Connection connection;
    private volatile ObservedDatabase known;

    private InBackup(String name, DatabaseLocation.Backup location, String opened, Connection connection) {
        this.name = name;
        this.location = location;
        this.opened = opened;
        this.connection = connection;
        this.known = read(name, connection);
    }

    static InBackup open(String name, DatabaseLocation.Backup location) {
        String uri = uriToRead(name, location);
        return new InBackup(name, location, uri, Peer.connect(uri));
    }

    /** The URI of the point to read: the one that is pinned, or the newest in the folder. */
    private static String uriToRead(String name, DatabaseLocation.Backup location) {
        // Datomic would create the folder.
        if (!Files.isDirectory(location.directory().resolve("roots"))) {
            throw none(name, location);
        }
        if (location.pinned()) {
            return location.uri();
        }
        Map<?, ?> listed = Peer.listBackups("file:" + location.directory());
        if (listed.get(Keyword.intern("backups")) instanceof List<?> backups
                && !backups.isEmpty()
                && backups.get(0) instanceof Map<?, ?> newest
                && newest.get(Keyword.intern("connect-uri")) instanceof String uri) {
            return uri;
        }
        throw none(name, location);
    }

    private static RuntimeException none(String name, DatabaseLocation.Backup location) {
        return new Problem(
                        ProblemType.DATABASE_UNAVAILABLE,
                        "Database '" + name + "' cannot be read: " + location.directory() + " holds no backup.")
                .exception();
    }

    private static ObservedDatabase read(String name, Connection connection) {
        return ObservedDatabase.settledBefore(name, connection.db(), Instant.EPOCH);
    }

    @Override
    public ObservedDatabase known() {
        return known;
    }

    @Override
    public void look() {
        String uri = uriToRead(name, location);
        if (!uri.equals(opened)) {
            Connection newer = Peer.connect(uri);
            ObservedDatabase later = known.followedBy(read(name, newer));
            // In this order: the log is never older than what is known.
            connection = newer;
            known = later;
            opened = uri;
        }
    }

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
        return Optional.of(location.refresh());
    }
}
