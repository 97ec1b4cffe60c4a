package dendro.cursor;

import java.time.Instant;

/** A point in the time of one database. */
public sealed interface Point {

    /**
     * Everything up to and including an instant.
     *
     * @param instant in milliseconds; the newest transaction at or before it counts
     */
    record At(Instant instant) implements Point {}

    /**
     * Everything up to and including a transaction.
     *
     * @param t as in Datomic's {@code basisT}
     */
    record Basis(long t) implements Point {}

    /** The newest state that can be read. */
    record Newest() implements Point {}
}
