package dendro.queryservice.entity;

import datomic.Database;
import datomic.Datom;
import datomic.Peer;
import dendro.database.DatabaseAt;
import dendro.query.Cancellation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.Iterator;
import java.util.List;

/** Where an entity's values came from. */
final class EntityHistory {

    private static final Comparator<Change> AS_IT_HAPPENED =
            Comparator.comparingLong(Change::t).thenComparing(Change::added).thenComparing(Change::attribute);

    private EntityHistory() {}

    /**
     * One assertion or retraction.
     *
     * @param attribute with its colon
     * @param value as Datomic holds it
     * @param added false for a retraction
     * @param t of the transaction
     * @param instant of the transaction
     */
    record Change(String attribute, Object value, boolean added, long t, Instant instant) {}

    /** Every change of an entity, oldest first, and the newest {@code limit} of them at most. */
    static List<Change> of(DatabaseAt at, Object entity, int limit) {
        List<Change> changes = new ArrayList<>();
        Database history = at.newest().history();
        for (Datom datom : history.datoms(Database.EAVT, entity)) {
            Cancellation.requireMore();
            changes.add(new Change(
                    String.valueOf(at.newest().ident(datom.a())),
                    datom.v(),
                    datom.added(),
                    Peer.toT(datom.tx()),
                    instant(at.newest(), datom.tx())));
        }
        changes.sort(AS_IT_HAPPENED);
        return changes.subList(Math.max(0, changes.size() - limit), changes.size());
    }

    private static Instant instant(Database database, Object transaction) {
        Iterator<Datom> stamp =
                database.datoms(Database.EAVT, transaction, ":db/txInstant").iterator();
        return stamp.hasNext() ? ((Date) stamp.next().v()).toInstant() : Instant.EPOCH;
    }
}
