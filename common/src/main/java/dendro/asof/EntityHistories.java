package dendro.asof;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import datomic.Database;
import datomic.Datom;
import java.util.ArrayList;
import java.util.List;

/**
 * The histories of single entities in one value of a database: one seek brings all attributes. Rows share customers and
 * merchants, so what was read is kept for as long as the database stands still, up to a bound. Safe for any number of
 * threads.
 */
final class EntityHistories {

    /** Entities with more datoms are read one attribute at a time. */
    private static final int LARGEST = 256;

    /** Some 30 MB. */
    private static final int DATOMS_KEPT = 1 << 18;

    private final Database history;
    private final Cache<Long, EntityHistory> entities = Caffeine.newBuilder()
            .maximumWeight(DATOMS_KEPT)
            .weigher((Long entity, EntityHistory kept) -> 1 + kept.datoms.length)
            .executor(Runnable::run)
            .build();

    EntityHistories(Database newest) {
        this.history = newest.history();
    }

    /** All of the past. */
    Database history() {
        return history;
    }

    EntityHistory of(long entity) {
        EntityHistory known = entities.getIfPresent(entity);
        if (known == null) {
            known = read(entity);
            entities.put(entity, known);
        }
        return known;
    }

    private EntityHistory read(long entity) {
        List<Datom> datoms = new ArrayList<>(16);
        for (Datom datom : history.datoms(Database.EAVT, entity)) {
            if (datoms.size() == LARGEST) {
                return new EntityHistory(List.of(), false);
            }
            datoms.add(datom);
        }
        return new EntityHistory(datoms, true);
    }

    /** The datoms of an entity, in the order of attributes and values; none if there are too many of them. */
    static final class EntityHistory {
        private final Datom[] datoms;
        private final long[] attributes;
        private final boolean complete;

        private EntityHistory(List<Datom> datoms, boolean complete) {
            this.datoms = datoms.toArray(new Datom[0]);
            this.attributes = new long[this.datoms.length];
            for (int index = 0; index < attributes.length; index++) {
                attributes[index] = ((Number) this.datoms[index].a()).longValue();
            }
            this.complete = complete;
        }

        boolean isComplete() {
            return complete;
        }

        int size() {
            return attributes.length;
        }

        long attribute(int index) {
            return attributes[index];
        }

        Datom datom(int index) {
            return datoms[index];
        }
    }
}
