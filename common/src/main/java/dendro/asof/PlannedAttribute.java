package dendro.asof;

import clojure.lang.Keyword;
import datomic.Attribute;
import datomic.Database;

/**
 * An attribute that a plan reads.
 *
 * @param source number of its database in the plan
 * @param database its database's name
 * @param name as the query has it
 * @param id its entity id
 * @param packing how a timeline keeps its values
 * @param finding how the database itself finds an entity by its value
 * @param unique whether at most one entity has a value at a time
 * @param single whether an entity has at most one value at a time, as the schema says now
 * @param floating whether a value can be NaN
 */
record PlannedAttribute(
        int source,
        String database,
        Keyword name,
        Object id,
        ValueColumn.Packing packing,
        Finding finding,
        boolean unique,
        boolean single,
        boolean floating) {

    /** Which index finds entities by value. */
    enum Finding {
        /** Of references. */
        VAET,
        /** Of indexed and unique attributes. */
        AVET,
        /** None: all values are looked at. */
        SCAN
    }

    /** How many bytes of a timeline a datom of its history takes at most, about. */
    int bytesPerDatom(boolean readByValue) {
        int when = 2 * Long.BYTES;
        int entity = Long.BYTES + EntityDirectory.MOST_BYTES_OF_BUCKETS;
        int value = packing == ValueColumn.Packing.REFERENCE ? ValueColumn.REFERENCE_BYTES : Long.BYTES;
        return when + entity + value + (readByValue ? ValueIndex.BYTES_PER_ENTRY : 0);
    }

    static PlannedAttribute of(int source, String database, Database schema, Attribute attribute) {
        Object type = attribute.valueType();
        ValueColumn.Packing packing = ValueColumn.Packing.REFERENCE;
        if (type.equals(Attribute.TYPE_LONG) || type.equals(Attribute.TYPE_REF)) {
            packing = ValueColumn.Packing.LONG;
        } else if (type.equals(Attribute.TYPE_INSTANT)) {
            packing = ValueColumn.Packing.INSTANT;
        } else if (type.equals(Attribute.TYPE_DOUBLE)) {
            packing = ValueColumn.Packing.DOUBLE;
        }
        Finding finding = Finding.SCAN;
        if (type.equals(Attribute.TYPE_REF)) {
            finding = Finding.VAET;
        } else if (attribute.hasAVET()) {
            finding = Finding.AVET;
        }
        return new PlannedAttribute(
                source,
                database,
                (Keyword) attribute.ident(),
                schema.entid(attribute.ident()),
                packing,
                finding,
                attribute.unique() != null,
                attribute.cardinality().equals(Attribute.CARDINALITY_ONE),
                type.equals(Attribute.TYPE_DOUBLE) || type.equals(Attribute.TYPE_FLOAT));
    }
}
