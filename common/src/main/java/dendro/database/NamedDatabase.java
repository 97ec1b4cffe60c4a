package dendro.database;

import datomic.Log;
import dendro.cursor.Point;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One configured database, open or not. Safe for any number of threads.
 *
 * <p>What has been observed stays readable as of the moments that the observation covers. While the database cannot be
 * reached, its newest state and later moments are refused with the cause, and {@link #health()} names it; it is tried
 * again until it answers.
 */
public final class NamedDatabase {

    private final String name;
    private final DatabaseLocation location;
    private final Upkeep upkeep;

    /** Begins to open the database. */
    NamedDatabase(String name, DatabaseLocation location) {
        this.name = name;
        this.location = location;
        this.upkeep = new Upkeep(name, location);
    }

    /** The name that queries use. */
    public String name() {
        return name;
    }

    /** Where it is. */
    public DatabaseLocation location() {
        return location;
    }

    /** Whether its newest state can be read. */
    public Health health() {
        return upkeep.trouble().<Health>map(Health.Unavailable::new).orElseGet(Health.Available::new);
    }

    /**
     * The database observed so that it can be read at a point, if that can be had before the deadline. If not, the
     * observation is the last there is; reading at a point that it does not cover is then refused.
     *
     * @throws ProblemException {@code database-unavailable} if the point is not covered and the database does not answer
     */
    public ObservedDatabase observe(Point point, Deadline deadline) {
        if (point instanceof Point.At at) {
            return observe(at.instant(), deadline);
        }
        if (point instanceof Point.Basis basis) {
            Source source = source(deadline);
            ObservedDatabase known = source.known();
            return known.newest().basisT() >= basis.t() ? known : lookedAgain(source, deadline);
        }
        return newest(deadline);
    }

    /**
     * The database observed later than a moment, waiting for that moment if it comes before the deadline. The moment
     * of observation may be earlier if the database can go no further (a backup); reading as of an instant it does not
     * cover is then refused.
     *
     * @throws ProblemException {@code database-unavailable} if the moment is not covered and the database does not answer
     */
    public ObservedDatabase observe(Instant laterThan, Deadline deadline) {
        Source source = source(deadline);
        ObservedDatabase known = source.known();
        Instant settled = laterThan.plus(source.settle());
        if (laterThan.isBefore(known.observedAt()) || !deadline.reaches(settled)) {
            return known;
        }
        waitUntilPast(settled);
        known = source.known();
        return laterThan.isBefore(known.observedAt()) ? known : lookedAgain(source, deadline);
    }

    /**
     * The newest value: of a database in memory or a live one the present, else that of the last refresh.
     *
     * @throws ProblemException {@code database-unavailable} if the database is not open or does not answer
     */
    public ObservedDatabase newest(Deadline deadline) {
        Source source = source(deadline);
        refuseIfInTrouble();
        return source.known();
    }

    /**
     * The log up to and including a transaction that has been observed.
     *
     * @param t of the last transaction it shows
     * @throws ProblemException {@code database-unavailable} if the database is not open
     */
    public Log logUpTo(long t) {
        return new LogUpTo(source(Deadline.after(Duration.ZERO)).log(), t);
    }

    /** What is known after another look; everybody who waits for one shares it. */
    private ObservedDatabase lookedAgain(Source source, Deadline deadline) {
        refuseIfInTrouble();
        await(upkeep.nextLook(), deadline);
        refuseIfInTrouble();
        return source.known();
    }

    private void refuseIfInTrouble() {
        upkeep.trouble().ifPresent(why -> {
            throw why.exception();
        });
    }

    private Source source(Deadline deadline) {
        Optional<Source> source = upkeep.source();
        if (source.isEmpty()) {
            await(upkeep.opening(), deadline);
            source = upkeep.source();
        }
        return source.orElseThrow(() -> upkeep.trouble()
                .orElseGet(() -> new Problem(ProblemType.DATABASE_UNAVAILABLE, "Database '" + name + "' is not open."))
                .exception());
    }

    /** Waits until the database has been opened, or the first try has failed. */
    void awaitOpening(Deadline deadline) {
        await(upkeep.opening(), deadline);
    }

    private void await(CompletableFuture<Void> done, Deadline deadline) {
        try {
            var unused = done.get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // What is known by now is the answer.
        } catch (ExecutionException e) {
            throw new IllegalStateException("A look ends without an outcome of its own.", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The caller has made sure that the moment comes before its deadline. */
    private void waitUntilPast(Instant moment) {
        try {
            // Datomic stamps in whole milliseconds.
            while (System.currentTimeMillis() <= moment.toEpochMilli()) {
                TimeUnit.MILLISECONDS.sleep(Math.max(1, moment.toEpochMilli() - System.currentTimeMillis()));
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private ProblemException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Problem(ProblemType.DATABASE_UNAVAILABLE, "Waiting for database '" + name + "' was interrupted.")
                .with("database", name)
                .exception(e);
    }

    /** Ends the upkeep; nothing is observed afterwards. */
    void close() {
        upkeep.close();
    }

    /** Whether a database can be read. */
    public sealed interface Health {

        /** It can. */
        record Available() implements Health {}

        /**
         * It cannot, or not its newest state.
         *
         * @param why in words
         */
        record Unavailable(Problem why) implements Health {}
    }
}
