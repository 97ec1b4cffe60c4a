package dendro.asof;

import org.jspecify.annotations.Nullable;

/**
 * One attribute of one database, read as of any transaction. What is found is returned where there is one value at
 * most, and else handed to a callback: the innermost loop of both executions runs through here.
 */
interface AttributeReads {

    /**
     * Every value that the entity has.
     *
     * @param asOf entity id of the newest transaction that counts
     */
    void valuesOf(long entity, long asOf, Frame frame, Found found);

    /** The value of an attribute of cardinality one; null if the entity has none. */
    default @Nullable Object valueOf(long entity, long asOf, Frame frame) {
        SingleValue single = new SingleValue();
        valuesOf(entity, asOf, frame, single);
        return single.value();
    }

    /**
     * Every entity that has the value, compared as {@link Equality} says.
     *
     * @param asOf entity id of the newest transaction that counts
     */
    void entitiesWith(Object value, long asOf, Frame frame, Found found);

    /** Takes what was found. */
    interface Found {

        /**
         * One fact.
         *
         * @param found the value, or the entity as a {@link Long}
         * @param transaction entity id of the transaction that asserted it
         */
        void found(Frame frame, Object found, long transaction);
    }
}
