package dendro.database;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a database is and how it is read. */
public sealed interface DatabaseLocation {

    /** The URI as Datomic takes it; it may hold a password. */
    String uri();

    /** The word for this mode: {@code memory}, {@code backup}, {@code storage} or {@code live}. */
    String mode();

    /** The URI as people and logs may see it. */
    default String shown() {
        return Secrets.hidden(uri());
    }

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
     * @param refresh how often to see whether the backup is still there and, unless pinned, has become newer
     */
    record Backup(String uri, Path directory, Duration refresh) implements DatabaseLocation {
        @Override
        public String mode() {
            return "backup";
        }

        /** Whether one of the backup's points is read, and no newer one ever. */
        boolean pinned() {
            return uri.contains("?");
        }
    }

    /**
     * The storage of a database, read without its transactor.
     *
     * @param uri with {@code read-only=true} among Datomic's parameters
     * @param refresh how often to connect anew, for a connection is one fixed value
     * @param settle how long after its instant a transaction may still reach storage
     */
    record Storage(String uri, Duration refresh, Duration settle) implements DatabaseLocation {
        @Override
        public String mode() {
            return "storage";
        }
    }

    /**
     * A database whose transactor tells of new facts as they commit.
     *
     * @param uri of its storage
     * @param refresh how often to ask the transactor for a sign of life
     * @param settle how far the transactor's clock may lag behind the clocks of those who ask
     */
    record Live(String uri, Duration refresh, Duration settle) implements DatabaseLocation {
        @Override
        public String mode() {
            return "live";
        }
    }

    /**
     * The location that a configuration names, at the default pace.
     *
     * @throws ProblemException {@code request-invalid} as of {@link #parse(String, Optional, Optional, Optional)}
     */
    static DatabaseLocation parse(String uri, Optional<Path> seed) {
        return parse(uri, seed, Optional.empty(), Optional.empty());
    }

    /**
     * The location that a configuration names.
     *
     * @param refresh how often to look again, where there is something to look for; 10 seconds if not given
     * @param settle how long after its instant a transaction may still arrive; if not given, 1 second in storage, where
     *     transactions may be on their way, and none when live
     * @throws ProblemException {@code request-invalid} if the URI is of no known mode, or a setting is given that its
     *     mode does not have
     */
    static DatabaseLocation parse(
            String uri, Optional<Path> seed, Optional<Duration> refresh, Optional<Duration> settle) {
        boolean memory = uri.startsWith("datomic:mem://");
        boolean peer = PEER_PROTOCOLS.stream().anyMatch(protocol -> uri.startsWith("datomic:" + protocol + "://"));
        refuse(seed.isPresent() && !memory, "Only a database in memory takes a seed", uri);
        refuse(refresh.isPresent() && memory, "A database in memory is never refreshed", uri);
        refuse(settle.isPresent() && !peer, "Only a live database or its storage can take time to settle", uri);
        refuse(refresh.isPresent() && !isPositive(refresh.get()), "The time between refreshes must be above zero", uri);
        refuse(settle.isPresent() && settle.get().isNegative(), "The time to settle must not be negative", uri);
        Duration pace = refresh.orElse(Duration.ofSeconds(10));
        if (memory) {
            return new Memory(uri, seed);
        }
        String backup = "datomic:backup:file:";
        if (uri.startsWith(backup)) {
            String path = uri.substring(backup.length());
            int query = path.indexOf('?');
            return new Backup(uri, Path.of(query < 0 ? path : path.substring(0, query)), pace);
        }
        if (peer) {
            return isReadOnly(uri)
                    ? new Storage(uri, pace, settle.orElse(Duration.ofSeconds(1)))
                    : new Live(uri, pace, settle.orElse(Duration.ZERO));
        }
        throw invalid("'" + Secrets.hidden(uri) + "' is not a database URI Dendro reads: datomic:mem://NAME,"
                + " datomic:backup:file:/DIR, datomic:sql://NAME?read-only=true#JDBC-URL, or without read-only=true"
                + " for a live one; datomic:ddb://… and datomic:dev://… likewise.");
    }

    /** Those Datomic calls protocols, and Dendro reads. */
    List<String> PEER_PROTOCOLS = List.of("sql", "ddb", "dev");

    private static boolean isReadOnly(String uri) {
        Pattern readOnly = Pattern.compile("(^|&)read-only=true(&|$)");
        String parameters = uri.substring(uri.indexOf('?') + 1);
        if (!uri.startsWith("datomic:sql:")) {
            return uri.contains("?") && readOnly.matcher(parameters).find();
        }
        refuse(
                !uri.contains("jdbc:"),
                "An SQL database needs its JDBC URL: datomic:sql://NAME?read-only=true#JDBC-URL",
                uri);
        int jdbc = parameters.indexOf("jdbc:");
        refuse(
                parameters.substring(jdbc).contains("read-only="),
                "Datomic takes a read-only=true after the JDBC URL for a part of that; it stands before:"
                        + " datomic:sql://NAME?read-only=true#JDBC-URL",
                uri);
        return jdbc > 0
                && readOnly.matcher(parameters.substring(0, jdbc).replace("#", ""))
                        .find();
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static void refuse(boolean wrong, String why, String uri) {
        if (wrong) {
            throw invalid(why + "; '" + Secrets.hidden(uri) + "' is wrong.");
        }
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
