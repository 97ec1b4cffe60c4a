package dendro.database;

import datomic.Log;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configured database, open or not. Safe for any number of threads.
 *
 * <p>A database that does not open stays {@link Health.Unavailable} with the cause, and every read says so; whoever
 * owns the {@link Databases} tries again.
 */
public final class NamedDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(NamedDatabase.class);

    private final String name;
    private final DatabaseLocation location;
    private volatile State state = new Closed(new Problem(ProblemType.DATABASE_UNAVAILABLE, "Not opened yet."));

    NamedDatabase(String name, DatabaseLocation location) {
        this.name = name;
        this.location = location;
    }

    /** The name that queries use. */
    public String name() {
        return name;
    }

    /** Where it is. */
    public DatabaseLocation location() {
        return location;
    }

    /** Whether it can be read. */
    public Health health() {
        return state instanceof Closed closed ? new Health.Unavailable(closed.why) : new Health.Available();
    }

    /**
     * The database observed later than a moment, waiting for that moment if it comes before the deadline. The moment
     * of observation may be earlier if the database can go no further (a backup); reading as of an instant it does not
     * cover is then refused.
     *
     * @throws ProblemException {@code database-unavailable} if the database is not open or does not answer
     */
    public ObservedDatabase observe(Instant laterThan, Deadline deadline) {
        return source().observe(laterThan, deadline);
    }

    /**
     * The newest value.
     *
     * @throws ProblemException {@code database-unavailable} if the database is not open or does not answer
     */
    public ObservedDatabase newest(Deadline deadline) {
        return source().observe(Instant.EPOCH, deadline);
    }

    /**
     * The log up to and including a transaction that has been observed.
     *
     * @param t of the last transaction it shows
     * @throws ProblemException {@code database-unavailable} if the database is not open
     */
    public Log logUpTo(long t) {
        return new LogUpTo(source().log(), t);
    }

    private Source source() {
        if (state instanceof Open open) {
            return open.source;
        }
        throw ((Closed) state).why.exception();
    }

    /** Tries to open; afterwards {@link #health()} tells. */
    void open() {
        try {
            state = new Open(Source.open(name, location));
        } catch (ProblemException e) {
            state = new Closed(e.problem().with("database", name));
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            // The peer throws checked exceptions undeclared, and says what is wrong in terms of its own inside.
            LOG.warn("database does not open; database={} uri={}", name, location.uri(), e);
            state = new Closed(new Problem(
                            ProblemType.DATABASE_UNAVAILABLE,
                            "Database '" + name + "' at " + location.uri()
                                    + " does not open: what is there cannot be read as a Datomic database ("
                                    + e.getClass().getSimpleName() + ").")
                    .with("database", name));
        }
    }

    /** Whether a database can be read. */
    public sealed interface Health {

        /** It can. */
        record Available() implements Health {}

        /**
         * It cannot.
         *
         * @param why in words
         */
        record Unavailable(Problem why) implements Health {}
    }

    private sealed interface State {}

    private record Open(Source source) implements State {}

    private record Closed(Problem why) implements State {}
}
