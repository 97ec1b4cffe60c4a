package dendro.asof;

import datomic.Database;
import datomic.Datom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The histories of single entities: one seek brings all attributes. Rows share customers and merchants, and a row reads
 * several attributes of each, so what was read is kept while the call lasts, until another entity needs its place. For
 * one thread.
 */
final class EntityHistories {

    /** Entities with more datoms are read one attribute at a time. */
    private static final int LARGEST = 256;

    private static final int USUAL = 16;
    private static final int FEWEST_PLACES = 32;
    private static final int MOST_PLACES = 1 << 13;
    private static final int PLACES_PER_ROW = 8;

    private final Database history;
    private final @Nullable EntityHistory[] places;
    private Datom[] datoms = new Datom[USUAL];
    private long[] attributes = new long[USUAL];

    /**
     * Histories of entities.
     *
     * @param history of their database
     * @param rows how many rows read them
     */
    EntityHistories(Database history, int rows) {
        this.history = history;
        int wanted = Math.min(MOST_PLACES / PLACES_PER_ROW, rows) * PLACES_PER_ROW;
        this.places = new EntityHistory[Integer.highestOneBit(Math.max(FEWEST_PLACES, wanted))];
    }

    /** All of the past. */
    Database history() {
        return history;
    }

    EntityHistory of(long entity) {
        int place = (int) mixed(entity) & (places.length - 1);
        EntityHistory known = places[place];
        if (known == null || known.entity != entity) {
            known = read(entity);
            places[place] = known;
        }
        return known;
    }

    private static long mixed(long entity) {
        long mixed = entity * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 32);
    }

    private EntityHistory read(long entity) {
        int size = 0;
        for (Datom datom : history.datoms(Database.EAVT, entity)) {
            if (size == LARGEST) {
                return new EntityHistory(entity, new Datom[0], new long[0], false);
            }
            if (size == datoms.length) {
                datoms = Arrays.copyOf(datoms, 2 * size);
                attributes = Arrays.copyOf(attributes, 2 * size);
            }
            datoms[size] = datom;
            attributes[size++] = ((Number) datom.a()).longValue();
        }
        return new EntityHistory(entity, Arrays.copyOf(datoms, size), Arrays.copyOf(attributes, size), true);
    }

    /** The datoms of an entity, in the order of attributes and values; none if there are too many of them. */
    static final class EntityHistory {
        private final long entity;
        private final Datom[] datoms;
        private final long[] attributes;
        private final boolean complete;

        private EntityHistory(long entity, Datom[] datoms, long[] attributes, boolean complete) {
            this.entity = entity;
            this.datoms = datoms;
            this.attributes = attributes;
            this.complete = complete;
        }

        boolean isComplete() {
            return complete;
        }

        /** Where the datoms of an attribute begin; the number of all datoms if there are none. */
        int first(long attribute) {
            int first = 0;
            while (first < attributes.length && attributes[first] != attribute) {
                first++;
            }
            return first;
        }

        /** Where the datoms that begin there end. */
        int end(int first) {
            int end = first;
            while (end < attributes.length && attributes[end] == attributes[first]) {
                end++;
            }
            return end;
        }

        Datom datom(int index) {
            return datoms[index];
        }
    }
}
