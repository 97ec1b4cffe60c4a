package dendro.demo.world;

import clojure.lang.IFn;
import clojure.lang.RT;
import clojure.lang.Symbol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A world written as real backups, one folder for each database, which any number of processes read in place. For demo data
 * only: it calls internal functions of the peer, see {@code backup.clj}.
 */
public final class WorldBackup {

    private static final String NAMESPACE = "dendro.demo.world.backup";
    private static final int DEADLINE_SECONDS = 30;

    private WorldBackup() {}

    /**
     * Writes all databases of a world. Each ends with an empty transaction at the world's end: a backup is known up to its
     * last transaction, and all of them are to be known equally far.
     *
     * @param end of the world's history
     * @param folder that holds no backups yet
     */
    public static void write(WorldDatabases databases, Instant end, Path folder) {
        RT.var("clojure.core", "require").invoke(Symbol.intern(NAMESPACE));
        IFn write = RT.var(NAMESPACE, "write");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of backups " + folder + " cannot be made: " + e, e);
        }
        for (String database : World.DATABASES) {
            endHistory(databases, database, end);
            write.invoke(
                    database,
                    databases.connection(database),
                    folder.resolve(database).toAbsolutePath().toString());
        }
    }

    /** Where other processes find a database. */
    public static String uri(Path folder, String database) {
        return "datomic:backup:file:" + folder.resolve(database).toAbsolutePath();
    }

    private static void endHistory(WorldDatabases databases, String database, Instant end) {
        try {
            var unused = databases
                    .connection(database)
                    .transact(List.of(Map.of(
                            Facts.keyword("db/id"), "datomic.tx", Facts.keyword("db/txInstant"), Date.from(end))))
                    .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The history of " + database + " could not be ended: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Writing the backups was interrupted.", e);
        }
    }
}
