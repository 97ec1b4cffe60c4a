package dendro.asof;

import datomic.Database;
import datomic.Datom;
import java.util.Arrays;

/** The datoms of an entity, in the order of attributes and values; none if there are too many of them. Immutable. */
final class EntityHistory {

    /** Entities with more datoms are read one attribute at a time. */
    private static final int LARGEST = 256;

    private static final int USUAL = 16;

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

    /** Reads all attributes of an entity by one seek into a database's history. */
    static EntityHistory read(Database history, long entity) {
        Datom[] datoms = new Datom[USUAL];
        long[] attributes = new long[USUAL];
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

    long entity() {
        return entity;
    }

    boolean isComplete() {
        return complete;
    }

    /** How many datoms there are. */
    int size() {
        return datoms.length;
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
