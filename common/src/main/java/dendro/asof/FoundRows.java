package dendro.asof;

import org.jspecify.annotations.Nullable;

/** What a query has found for one row so far: a set, of which one member may be left in the end. */
interface FoundRows {

    /** Forgets the row before. */
    void clear();

    /** Adds what the registers hold. */
    void add(Frame frame);

    /** The one row's columns in the order of {@code :find}; null if nothing was found. */
    Object @Nullable [] single();
}
