package dendro.asof;

import datomic.Database;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * The timelines in memory, shared by all who sweep in this process: what one shard has read, the next finds. A timeline
 * answers for every moment up to the basis it was read at, so it is read again only when a row needs a later one. The
 * least recently used go first when the store is full. Safe for any number of threads; one reads history at a time.
 */
final class TimelineStore {

    private record Key(String database, Object attribute) {}

    private record Kept(Timeline timeline, boolean byValue, long basis) {
        boolean serves(AttributeWanted wanted) {
            return basis >= wanted.basis() && (byValue || !wanted.byValue());
        }
    }

    private record KeptInstants(TransactionInstants instants, long basis) {}

    /**
     * An attribute as a sweep needs it.
     *
     * @param byValue whether it is read by value, too
     * @param newest value of its database
     * @param basis t of the newest transaction that some row needs
     */
    record AttributeWanted(PlannedAttribute attribute, boolean byValue, Database newest, long basis) {
        private Key key() {
            return new Key(attribute.database(), attribute.id());
        }
    }

    private final long budget;
    private final LinkedHashMap<Key, Kept> timelines = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, KeptInstants> instants = new HashMap<>();
    private final Map<String, HistorySizes> sizes = new HashMap<>();
    private final Semaphore ranged = new Semaphore(1);
    private long bytes;

    /** A store that keeps up to so many bytes. */
    TimelineStore(long budget) {
        this.budget = budget;
    }

    long budget() {
        return budget;
    }

    /** What the timelines of attributes would take. */
    synchronized SweepEstimate estimate(List<AttributeWanted> attributes) {
        long all = 0;
        long unread = 0;
        long bytesOfAll = 0;
        for (AttributeWanted wanted : attributes) {
            Kept kept = timelines.get(wanted.key());
            long datoms = datoms(wanted.attribute(), wanted.newest());
            boolean isRead = kept != null && kept.serves(wanted);
            all += datoms;
            unread += isRead ? 0 : datoms;
            bytesOfAll += kept != null && isRead
                    ? kept.timeline.bytes()
                    : datoms * wanted.attribute().bytesPerDatom(wanted.byValue());
        }
        return new SweepEstimate(all, unread, bytesOfAll);
    }

    /** About how many datoms the history of an attribute holds. */
    synchronized long datoms(PlannedAttribute attribute, Database newest) {
        return sizes(attribute.database(), newest).datoms(attribute.name());
    }

    private HistorySizes sizes(String database, Database newest) {
        HistorySizes known = sizes.get(database);
        if (known == null || !known.isAboutRightFor(newest)) {
            known = HistorySizes.of(newest);
            sizes.put(database, known);
        }
        return known;
    }

    /** The attribute's timeline, true at least up to the transaction that is needed. */
    synchronized Timeline timeline(AttributeWanted wanted) {
        Kept kept = timelines.get(wanted.key());
        if (kept != null && kept.serves(wanted)) {
            return kept.timeline;
        }
        PlannedAttribute attribute = wanted.attribute();
        boolean byValue = wanted.byValue() || (kept != null && kept.byValue);
        Timeline read = TimelineReader.read(
                wanted.newest().history().datoms(Database.AEVT, attribute.id()),
                attribute,
                byValue,
                datoms(attribute, wanted.newest()),
                siblings(attribute.database()));
        Kept replaced = timelines.put(
                wanted.key(), new Kept(read, byValue, wanted.newest().basisT()));
        bytes += read.bytes() - (replaced == null ? 0 : replaced.timeline.bytes());
        evict(wanted.key());
        return read;
    }

    private List<Timeline> siblings(String database) {
        return timelines.entrySet().stream()
                .filter(entry -> entry.getKey().database.equals(database))
                .map(entry -> entry.getValue().timeline)
                .toList();
    }

    /** When the transactions of a database happened. */
    synchronized TransactionInstants instants(String database, Database newest) {
        KeptInstants kept = instants.get(database);
        if (kept != null && kept.basis >= newest.basisT()) {
            return kept.instants;
        }
        TransactionInstants known = kept == null ? TransactionInstants.none() : kept.instants;
        TransactionInstants read =
                known.extendedTo(newest, sizes(database, newest).datoms(TransactionInstants.ATTRIBUTE));
        instants.put(database, new KeptInstants(read, newest.basisT()));
        return read;
    }

    /** Whether the caller may sweep in ranges now, which takes the memory of all timelines. It must end that. */
    boolean beginRanged() {
        if (!ranged.tryAcquire()) {
            return false;
        }
        forgetTimelines();
        return true;
    }

    void endRanged() {
        ranged.release();
    }

    /** How many bytes the timelines take, what several share counted for each. */
    synchronized long bytes() {
        return bytes;
    }

    /** Forgets the timelines. */
    synchronized void forgetTimelines() {
        timelines.clear();
        bytes = 0;
    }

    /** Forgets everything that was read of the past. */
    synchronized void clear() {
        forgetTimelines();
        instants.clear();
    }

    private void evict(Key newest) {
        var oldest = timelines.entrySet().iterator();
        while (bytes > budget && oldest.hasNext()) {
            Map.Entry<Key, Kept> entry = oldest.next();
            if (!entry.getKey().equals(newest)) {
                bytes -= entry.getValue().timeline.bytes();
                oldest.remove();
            }
        }
    }
}
