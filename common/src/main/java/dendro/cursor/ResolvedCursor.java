package dendro.cursor;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The basis {@code t} of each database that an answer was read from. The same question with this
 * cursor has the same answer for ever.
 *
 * <p>A training set has one in each of its millions of rows: cursors of the same databases share their names.
 */
public final class ResolvedCursor {

    private final List<String> names;
    private final long[] basis;

    private ResolvedCursor(List<String> names, long[] basis) {
        this.names = names;
        this.basis = basis;
    }

    /** A resolved cursor with these bases, by name of database. */
    public static ResolvedCursor of(Map<String, Long> basis) {
        NavigableMap<String, Long> sorted = new TreeMap<>(basis);
        return new ResolvedCursor(
                List.copyOf(sorted.keySet()),
                sorted.values().stream().mapToLong(Long::longValue).toArray());
    }

    /** The cursor of the same databases at other bases, in the order of their names; nobody may change them later. */
    public ResolvedCursor atOwned(long[] others) {
        if (others.length != basis.length) {
            throw new IllegalArgumentException(others.length + " bases for " + names + ".");
        }
        return new ResolvedCursor(names, others);
    }

    /** The basis of each database, by its name. */
    public NavigableMap<String, Long> basis() {
        NavigableMap<String, Long> byName = new TreeMap<>();
        forEach(byName::put);
        return Collections.unmodifiableNavigableMap(byName);
    }

    /** Each database's name with its basis, in the order of the names. */
    public void forEach(ObjLongConsumer<String> action) {
        for (int index = 0; index < basis.length; index++) {
            action.accept(names.get(index), basis[index]);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResolvedCursor that && names.equals(that.names) && Arrays.equals(basis, that.basis);
    }

    @Override
    public int hashCode() {
        return 31 * names.hashCode() + Arrays.hashCode(basis);
    }

    @Override
    public String toString() {
        return basis().toString();
    }
}
