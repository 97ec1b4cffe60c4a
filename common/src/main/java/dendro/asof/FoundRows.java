package dendro.asof;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query has found for one row so far: a set, of which one member may be left in the end. */
interface FoundRows {

    /** Forgets the row before. */
    void clear();

    /** Adds what the registers hold. */
    void add(Frame frame);

    /** The one row's columns in the order of {@code :find}; null if nothing was found. */
    Object @Nullable [] single();

    /** Slots as the innermost loop reads them. */
    static int[] array(List<Integer> slots) {
        int[] array = new int[slots.size()];
        for (int index = 0; index < array.length; index++) {
            array[index] = slots.get(index);
        }
        return array;
    }
}
