package dendro.database;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.nio.file.Path;
import java.util.Optional;

/** Where a database is and how it is read. */
public sealed interface DatabaseLocation {

    /** The URI as Datomic takes it. */
    String uri();

    /** The word for this mode: {@code memory} or {@code backup}. */
    String mode();

    /**
     * A database in this process.
     *
     * @param uri {@code datomic:mem://NAME}
     * @param seed a file of EDN transactions, one vector each, gzip allowed, that makes the database; without it
     *     the database must already exist in this process
     */
    record Memory(String uri, Optional<Path> seed) implements DatabaseLocation {
        @Override
        public String mode() {
            return "memory";
        }
    }

    /**
     * A backup read in place.
     *
     * @param uri {@code datomic:backup:file:/DIR}, with {@code ?t=T} to pin one of its points
     * @param directory the folder the URI names
     */
    record Backup(String uri, Path directory) implements DatabaseLocation {
        @Override
        public String mode() {
            return "backup";
        }
    }

    /**
     * The location that a configuration names.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid} if the URI is of no known mode, or a seed is
     *     given for a database that is not in memory
     */
    static DatabaseLocation parse(String uri, Optional<Path> seed) {
        if (uri.startsWith("datomic:mem://")) {
            return new Memory(uri, seed);
        }
        if (seed.isPresent()) {
            throw invalid("Only a database in memory takes a seed; '" + uri + "' is not one.");
        }
        String backup = "datomic:backup:file:";
        if (uri.startsWith(backup)) {
            String path = uri.substring(backup.length());
            int query = path.indexOf('?');
            return new Backup(uri, Path.of(query < 0 ? path : path.substring(0, query)));
        }
        throw invalid(
                "'" + uri + "' is not a database URI Dendro reads: datomic:mem://NAME or datomic:backup:file:/DIR.");
    }

    private static dendro.problem.ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
