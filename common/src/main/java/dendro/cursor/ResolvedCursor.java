package dendro.cursor;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The basis {@code t} of each database that an answer was read from. The same question with this
 * cursor has the same answer for ever.
 *
 * @param basis by name of database
 */
public record ResolvedCursor(SortedMap<String, Long> basis) {

    public ResolvedCursor {
        basis = Collections.unmodifiableSortedMap(new TreeMap<>(basis));
    }

    /** A resolved cursor with these bases. */
    public static ResolvedCursor of(Map<String, Long> basis) {
        return new ResolvedCursor(new TreeMap<>(basis));
    }
}
