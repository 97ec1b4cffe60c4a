package dendro.database;

import datomic.Database;
import datomic.Datom;
import datomic.Peer;
import dendro.cursor.Point;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Instant;
import java.util.Date;
import java.util.Iterator;

/**
 * One value of a database together with the moment it was observed: no transaction at an instant
 * before that moment can still arrive, so what is read from it as of such an instant is final.
 *
 * <p>Immutable and safe for any number of threads.
 */
public final class ObservedDatabase {

    /** The same in every database. */
    private static final long TX_INSTANT = 50;

    private final String name;
    private final Database newest;
    private final Instant observedAt;

    ObservedDatabase(String name, Database newest, Instant observedAt) {
        this.name = name;
        this.newest = newest;
        this.observedAt = observedAt;
    }

    /**
     * A value that holds every transaction at an instant before a moment. It is as complete up to its own newest
     * transaction, whatever clocks say: instants never go back from one transaction to the next.
     */
    static ObservedDatabase settledBefore(String name, Database newest, Instant moment) {
        Instant last = lastInstant(newest);
        return new ObservedDatabase(name, newest, last.isAfter(moment) ? last : moment);
    }

    private static Instant lastInstant(Database value) {
        Iterator<Datom> stamp = value.datoms(Database.EAVT, Peer.toTx(value.basisT()), ":db/txInstant")
                .iterator();
        return stamp.hasNext() ? ((Date) stamp.next().v()).toInstant() : Instant.EPOCH;
    }

    /**
     * The later observation of the same database.
     *
     * @throws ProblemException {@code database-unavailable} if that one holds less, and so cannot be the same database
     */
    ObservedDatabase followedBy(ObservedDatabase later) {
        if (later.newest.basisT() < newest.basisT()) {
            throw new Problem(
                            ProblemType.DATABASE_UNAVAILABLE,
                            "Database '" + name + "' ended at t " + newest.basisT() + " and now ends at t "
                                    + later.newest.basisT()
                                    + ": an older state or another database stands in its place. Answers as of the past"
                                    + " would change; put it right, or restart to read what is there.")
                    .with("database", name)
                    .exception();
        }
        return later.observedAt.isBefore(observedAt) ? new ObservedDatabase(name, later.newest, observedAt) : later;
    }

    /** The name of the database. */
    public String name() {
        return name;
    }

    /** The newest value seen. */
    public Database newest() {
        return newest;
    }

    /** The moment of the observation; instants before it are final. */
    public Instant observedAt() {
        return observedAt;
    }

    /**
     * The database at a point.
     *
     * @throws ProblemException {@code cursor-not-reached} if the point is not before the moment of observation, or
     *     is a {@code t} beyond the newest transaction
     */
    public DatabaseAt at(Point point) {
        if (point instanceof Point.At at) {
            return at(at.instant());
        }
        if (point instanceof Point.Basis basis) {
            if (basis.t() > newest.basisT()) {
                throw notReached("t " + basis.t(), "t " + newest.basisT());
            }
            return asOf(basis.t());
        }
        return asOf(newest.basisT());
    }

    /**
     * The database as of an instant: everything up to the newest transaction at or before it.
     *
     * @throws ProblemException {@code cursor-not-reached} if the instant is not before the moment of observation
     */
    public DatabaseAt at(Instant instant) {
        if (!instant.isBefore(observedAt)) {
            throw notReached(instant.toString(), "everything before " + observedAt);
        }
        return asOf(newestAtOrBefore(instant));
    }

    private DatabaseAt asOf(long t) {
        return new DatabaseAt(name, newest.asOf(t), t, newest);
    }

    /** The index of transaction instants, read backwards from the instant, begins with the transaction that counts. */
    private long newestAtOrBefore(Instant instant) {
        Iterator<Datom> backwards = newest.rseekDatoms(Database.AVET, ":db/txInstant", Date.from(instant))
                .iterator();
        if (backwards.hasNext()) {
            Datom datom = backwards.next();
            // Before the first instant the seek leaves the attribute.
            if (datom.v() instanceof Date && ((Number) datom.a()).longValue() == TX_INSTANT) {
                return Peer.toT(datom.e());
            }
        }
        return 0;
    }

    private ProblemException notReached(String asked, String reached) {
        return new Problem(
                        ProblemType.CURSOR_NOT_REACHED,
                        "Database '" + name + "' was asked for " + asked + " but has reached only " + reached + ".")
                .with("database", name)
                .with("asked", asked)
                .with("reached", reached)
                .exception();
    }
}
