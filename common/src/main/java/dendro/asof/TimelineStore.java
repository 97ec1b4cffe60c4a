package dendro.asof;

import datomic.Database;
import dendro.database.ObservedDatabase;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The timelines in memory, shared by all who sweep in this process: what one shard has read, the next finds. A timeline
 * answers for every moment up to the basis it was read at, so it is read again only when a row needs a later one. The
 * least recently used go first when the store is full. Safe for any number of threads; one reads history at a time.
 */
final class TimelineStore {

    private record Key(String database, Object attribute) {}

    private record Kept(Timeline timeline, boolean byValue, long basis) {}

    private record KeptInstants(TransactionInstants instants, long basis) {}

    private final long budget;
    private final LinkedHashMap<Key, Kept> timelines = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, KeptInstants> instants = new HashMap<>();
    private long bytes;

    /** A store that keeps up to so many bytes. */
    TimelineStore(long budget) {
        this.budget = budget;
    }

    /** The attribute's timeline, true at least up to the newest transaction of the database as observed. */
    synchronized Timeline timeline(PlannedAttribute attribute, boolean byValue, ObservedDatabase observed) {
        Key key = new Key(attribute.database(), attribute.id());
        Database newest = observed.newest();
        Kept kept = timelines.get(key);
        if (kept != null && kept.basis >= newest.basisT() && (kept.byValue || !byValue)) {
            return kept.timeline;
        }
        Timeline read = TimelineReader.read(
                newest.history().datoms(Database.AEVT, attribute.id()),
                attribute.packing(),
                byValue,
                siblings(attribute.database()));
        Kept replaced = timelines.put(key, new Kept(read, byValue, newest.basisT()));
        bytes += read.bytes() - (replaced == null ? 0 : replaced.timeline.bytes());
        evict(key);
        return read;
    }

    private List<Timeline> siblings(String database) {
        return timelines.entrySet().stream()
                .filter(entry -> entry.getKey().database.equals(database))
                .map(entry -> entry.getValue().timeline)
                .toList();
    }

    /** When the transactions of the database happened. */
    synchronized TransactionInstants instants(ObservedDatabase observed) {
        KeptInstants kept = instants.get(observed.name());
        if (kept != null && kept.basis >= observed.newest().basisT()) {
            return kept.instants;
        }
        TransactionInstants known = kept == null ? TransactionInstants.none() : kept.instants;
        TransactionInstants read = known.extendedTo(observed.newest());
        instants.put(observed.name(), new KeptInstants(read, observed.newest().basisT()));
        return read;
    }

    /** How many bytes the timelines take. */
    synchronized long bytes() {
        return bytes;
    }

    /** Forgets everything. */
    synchronized void clear() {
        timelines.clear();
        instants.clear();
        bytes = 0;
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
