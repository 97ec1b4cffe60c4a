package dendro.asof;

import datomic.Database;
import datomic.Datom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The histories of single entities: one seek brings all attributes. Rows share customers and merchants, so what was read
 * is kept until the call ends. For one thread.
 */
final class EntityHistories {

    /** Entities with more datoms are read one attribute at a time. */
    private static final int LARGEST = 256;

    private static final int KEPT = 1 << 12;

    private final Database history;
    private final Map<Long, EntityHistory> entities = new HashMap<>();

    EntityHistories(Database history) {
        this.history = history;
    }

    /** All of the past. */
    Database history() {
        return history;
    }

    EntityHistory of(long entity) {
        EntityHistory known = entities.get(entity);
        if (known == null) {
            if (entities.size() == KEPT) {
                entities.clear();
            }
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
