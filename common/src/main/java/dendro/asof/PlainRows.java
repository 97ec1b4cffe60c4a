package dendro.asof;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a query without aggregates. A second one that differs is an error, which is the peer's to report. */
final class PlainRows implements FoundRows {

    private final int[] slots;
    private final int columns;
    private Object @Nullable [] first;

    /** Of these slots; the first ones are columns, those of {@code :with} follow. */
    PlainRows(List<Integer> slots, int columns) {
        this.columns = columns;
        this.slots = FoundRows.array(slots);
    }

    @Override
    public void clear() {
        first = null;
    }

    @Override
    public void add(Frame frame) {
        Object[] row = new Object[slots.length];
        for (int column = 0; column < slots.length; column++) {
            row[column] = frame.get(slots[column]);
        }
        if (first == null) {
            first = row;
        } else if (!Arrays.equals(first, row)) {
            throw new LeftToPeer();
        }
    }

    @Override
    public Object @Nullable [] single() {
        return first == null || columns == slots.length ? first : Arrays.copyOf(first, columns);
    }
}
