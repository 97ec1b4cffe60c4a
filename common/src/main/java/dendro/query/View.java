package dendro.query;

import dendro.cursor.Point;

/** Which facts of a database a source shows. All of them end at the cursor, so the same cursor shows the same facts. */
public sealed interface View {

    /** Whether it shows one value at most of an attribute that has one. */
    default boolean isOfOneMoment() {
        return this instanceof AsOf || this instanceof Since;
    }

    /** What holds at the cursor. */
    record AsOf() implements View {}

    /** Every assertion and retraction up to the cursor. */
    record History() implements View {}

    /**
     * What holds at the cursor and was asserted after a point.
     *
     * @param point an instant or a {@code t}
     */
    record Since(Point point) implements View {}

    /** The log up to the cursor, for {@code tx-ids} and {@code tx-data}. */
    record Log() implements View {}
}
