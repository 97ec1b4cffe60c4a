package dendro.asof;

import datomic.Database;
import datomic.Datom;
import datomic.Log;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The histories of single entities in one state of a database. Rows share customers and merchants, and a row reads several
 * attributes of each, so what was read is kept until another entity needs its place: at most {@value #PLACES} histories of
 * up to {@value #LARGEST_KEPT} datoms. What is kept goes over to the next state but for the entities that were changed.
 *
 * <p>Safe for any number of threads: histories are immutable, and whichever of two that share a place is found there is
 * true.
 */
final class EntityHistories {

    static final int PLACES = 1 << 15;
    private static final int LARGEST_KEPT = 64;

    /** To look through more transactions costs more than to read entities again. */
    private static final int MOST_TRANSACTIONS = 1 << 10;

    private static final Object DATA = clojure.lang.Keyword.intern("data");
    private static final Object T = clojure.lang.Keyword.intern("t");

    private final Database history;
    private final long basis;
    private final @Nullable EntityHistory[] places;

    private EntityHistories(Database newest, @Nullable EntityHistory[] places) {
        this.history = newest.history();
        this.basis = newest.basisT();
        this.places = places;
    }

    /** Of a database, none read so far. */
    static EntityHistories of(Database newest) {
        return new EntityHistories(newest, new @Nullable EntityHistory[PLACES]);
    }

    /**
     * Of a later state of the database.
     *
     * @param log of the database, up to that state
     */
    EntityHistories followedBy(Database later, Log log) {
        @Nullable EntityHistory[] unchanged = places.clone();
        int transactions = 0;
        Object last = basis;
        for (Map<?, ?> transaction : log.txRange(basis + 1, null)) {
            if (++transactions > MOST_TRANSACTIONS) {
                return of(later);
            }
            last = transaction.get(T);
            if (transaction.get(DATA) instanceof Iterable<?> data) {
                for (Object datom : data) {
                    forget(unchanged, (Long) ((Datom) datom).e());
                }
            }
        }
        // A log that ends earlier does not say what changed.
        boolean isWhole = last instanceof Number t && t.longValue() == later.basisT();
        return isWhole ? new EntityHistories(later, unchanged) : of(later);
    }

    private static void forget(@Nullable EntityHistory[] places, long entity) {
        int place = place(entity);
        EntityHistory known = places[place];
        if (known != null && known.entity() == entity) {
            places[place] = null;
        }
    }

    /** The t of the newest transaction that histories hold. */
    long basis() {
        return basis;
    }

    /** All of the past. */
    Database history() {
        return history;
    }

    /** The history of an entity that other rows are likely to read, too. */
    EntityHistory of(long entity) {
        int place = place(entity);
        EntityHistory known = places[place];
        if (known == null || known.entity() != entity) {
            known = EntityHistory.read(history, entity);
            if (known.size() <= LARGEST_KEPT) {
                places[place] = known;
            }
        }
        return known;
    }

    /** Ids of a partition follow each other: without mixing, those of different kinds would get in each other's way. */
    private static int place(long entity) {
        long mixed = entity * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ (mixed >>> 32)) & (PLACES - 1);
    }
}
