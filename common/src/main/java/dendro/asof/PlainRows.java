package dendro.asof;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a query without aggregates. A second one that differs is an error, which is the peer's to report. */
final class PlainRows implements FoundRows {

    private final int[] slots;
    private final int columns;
    private final Object[] row;
    private boolean isFound;

    /** Of these slots; the first ones are columns, those of {@code :with} follow. */
    PlainRows(List<Integer> slots, int columns) {
        this.columns = columns;
        this.slots = FoundRows.array(slots);
        this.row = new Object[this.slots.length];
    }

    @Override
    public void clear() {
        isFound = false;
    }

    @Override
    public void add(Frame frame) {
        for (int column = 0; column < slots.length; column++) {
            Object value = frame.get(slots[column]);
            if (isFound && !value.equals(row[column])) {
                throw new LeftToPeer();
            }
            row[column] = value;
        }
        isFound = true;
    }

    @Override
    public Object @Nullable [] single() {
        if (!isFound) {
            return null;
        }
        return columns == slots.length ? row : Arrays.copyOf(row, columns);
    }
}
