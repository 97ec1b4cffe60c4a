package dendro.queryservice.entity;

import clojure.lang.Keyword;
import datomic.Database;
import datomic.Datom;
import datomic.Peer;
import dendro.cursor.Point;
import dendro.database.DatabaseAt;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.ObservedDatabase;
import dendro.database.Visibility;
import dendro.query.AttributesNamed;
import dendro.query.ReproductionWarnings;
import dendro.queryservice.caller.Privacy;
import dendro.queryservice.format.Document;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All databases as of the cursor of one answer and as one caller sees them, each observed once, when it is first read.
 * For one request and one thread.
 *
 * <p>A {@code t} counts the transactions of the entity's own database; the others are read as of the instant of that
 * transaction.
 */
final class Moment {

    private static final long TX_INSTANT = 50;

    private final Databases databases;
    private final Visibility visibility;
    private final Deadline deadline;
    private final Point asked;
    private final String home;
    private final Point elsewhere;
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    private record Seen(ObservedDatabase whole, DatabaseAt visible) {}

    /**
     * A moment at a point of one of the databases.
     *
     * @throws dendro.problem.ProblemException if that one cannot be read at the point
     */
    Moment(Databases databases, Visibility visibility, Deadline deadline, String home, Point asked) {
        this.databases = databases;
        this.visibility = visibility;
        this.deadline = deadline;
        this.asked = asked;
        this.home = home;
        Seen first = look(home, asked);
        seen.put(home, first);
        this.elsewhere = asked instanceof Point.Basis basis
                ? new Point.At(instant(first.whole().newest(), basis.t()))
                : asked;
    }

    private Seen look(String name, Point point) {
        ObservedDatabase observed = databases.named(name).observe(point, deadline);
        return new Seen(observed, visibility.of(observed).at(point));
    }

    /** Of the transaction, or if the {@code t} is not one's, of the last one before it. */
    private static Instant instant(Database newest, long t) {
        for (Datom datom : newest.rseekDatoms(Database.EAVT, Peer.toTx(t))) {
            if (((Number) datom.a()).longValue() == TX_INSTANT && datom.v() instanceof Date date) {
                return date.toInstant();
            }
        }
        return Instant.EPOCH;
    }

    /** The database of the entity. */
    DatabaseAt home() {
        return at(home);
    }

    /**
     * A database at this moment.
     *
     * @throws dendro.problem.ProblemException if it is unknown, unavailable or has not reached the moment
     */
    DatabaseAt at(String name) {
        return seen(name).visible();
    }

    private Seen seen(String name) {
        Seen known = seen.get(name);
        if (known == null) {
            known = look(name, elsewhere);
            seen.put(name, known);
        }
        return known;
    }

    /** Whether the caller may not see an attribute. */
    boolean hides(String database, Keyword attribute) {
        return visibility.hides(seen(database).whole(), attribute);
    }

    /** Whether somebody else may not see an attribute of the entity's database. */
    boolean isPrivate(Privacy privacy, Keyword attribute) {
        return privacy.isPrivate(seen(home).whole(), attribute);
    }

    /** Refuses the address of an entity by an attribute that the caller may not see; {@code attribute-private}. */
    void requireUnnamed(Keyword attribute) {
        visibility.requireUnnamed(seen(home).whole(), List.of(attribute));
    }

    /** What an entity's address says in {@code as-of} to be read at this moment. */
    String asOf(String database) {
        Point point = database.equals(home) ? asked : elsewhere;
        return point instanceof Point.At at
                ? at.instant().toString()
                : Long.toString(at(database).t());
    }

    /**
     * What may keep an answer from being reproduced.
     *
     * @param answer whose keywords, whatever they stand for, are taken to be the attributes that were read
     */
    List<String> warnings(Document answer) {
        Map<String, Database> newest = new LinkedHashMap<>();
        seen.forEach((name, one) -> newest.put(name, one.visible().newest()));
        AttributesNamed named = new AttributesNamed().with(answer.members());
        return ReproductionWarnings.about(named, Map.of(), newest).at(basis());
    }

    /** The {@code t} of every database that has been read. */
    Map<String, Long> basis() {
        Map<String, Long> basis = new LinkedHashMap<>();
        seen.forEach((name, one) -> basis.put(name, one.visible().t()));
        return basis;
    }

    /** The same as an answer has it. */
    Map<Keyword, Long> cursor() {
        Map<Keyword, Long> cursor = new LinkedHashMap<>();
        basis().forEach((name, t) -> cursor.put(Keyword.intern(null, name), t));
        return cursor;
    }
}
