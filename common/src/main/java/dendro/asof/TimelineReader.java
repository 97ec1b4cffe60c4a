package dendro.asof;

import datomic.Datom;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a timeline of the datoms of one attribute's history, as the AEVT index gives them: sorted by entity and value,
 * assertions and retractions mixed. Each value's assertion is closed by the retraction that follows it; then an
 * entity's intervals are put in the order in which they begin.
 */
final class TimelineReader {

    private static final int LEAST_CAPACITY = 16;
    private static final int INSERTION_SORTED = 32;

    private final boolean floating;
    private final boolean readByValue;
    private final ValueColumn values;
    private long[] entities;
    private int[] starts;
    private int entityCount;
    private long[] from;

    /** Of nothing as long as nothing has ended. */
    private long[] until = {};

    private int size;
    private boolean overlapping;
    private boolean gaps;
    private boolean unordered;
    private final Set<Long> peerOnly = new HashSet<>();

    private long entity;

    /** The datom taken last, which is not in the group until another of its entity follows. */
    private @Nullable Datom held;

    private Object[] groupValues = new Object[16];
    private long[] groupTransactions = new long[16];
    private boolean[] groupAdded = new boolean[16];
    private int groupSize;

    private TimelineReader(PlannedAttribute attribute, boolean readByValue, int capacity) {
        this.entities = new long[capacity];
        this.starts = new int[capacity];
        this.from = new long[capacity];
        this.values = new ValueColumn(attribute.packing(), capacity);
        this.floating = attribute.floating();
        this.readByValue = readByValue;
    }

    /**
     * The timeline of an attribute's datoms.
     *
     * @param expected about how many datoms there are
     * @param siblings timelines of the same database, which share what they have in common
     */
    static Timeline read(
            Iterable<Datom> datoms,
            PlannedAttribute attribute,
            boolean readByValue,
            long expected,
            Collection<Timeline> siblings) {
        int capacity = (int) Math.min(Math.max(expected, LEAST_CAPACITY), Integer.MAX_VALUE / 2);
        TimelineReader reader = new TimelineReader(attribute, readByValue, capacity);
        for (Datom datom : datoms) {
            reader.take(datom);
        }
        if (reader.held != null) {
            reader.endEntity(reader.held);
        }
        return reader.timeline(siblings);
    }

    private void take(Datom datom) {
        long own = (Long) datom.e();
        if (held != null) {
            if (own == entity) {
                add(held);
            } else {
                endEntity(held);
            }
        }
        entity = own;
        held = datom;
    }

    private void add(Datom datom) {
        if (groupSize == groupValues.length) {
            groupValues = Arrays.copyOf(groupValues, 2 * groupSize);
            groupTransactions = Arrays.copyOf(groupTransactions, 2 * groupSize);
            groupAdded = Arrays.copyOf(groupAdded, 2 * groupSize);
        }
        groupValues[groupSize] = datom.v();
        unordered |= floating && SameFact.isUnordered(datom.v());
        groupTransactions[groupSize] = (Long) datom.tx();
        groupAdded[groupSize] = datom.added();
        groupSize++;
    }

    /** Ends the entity whose datoms are the group and the last one, mostly that one alone. */
    private void endEntity(Datom last) {
        int first = size;
        if (groupSize > 0) {
            add(last);
            appendGroup();
            if (isUnclear()) {
                peerOnly.add(entity);
            }
            groupSize = 0;
        } else if (last.added()) {
            unordered |= floating && SameFact.isUnordered(last.v());
            append(last.v(), (Long) last.tx(), Timeline.OPEN);
        }
        if (size > first) {
            if (entityCount == entities.length) {
                entities = Arrays.copyOf(entities, 2 * entityCount);
                starts = Arrays.copyOf(starts, 2 * entityCount);
            }
            entities[entityCount] = entity;
            starts[entityCount++] = first;
        }
    }

    /** Whether NaN is among several values. */
    private boolean isUnclear() {
        if (!unordered) {
            return false;
        }
        boolean some = false;
        boolean all = true;
        for (int index = 0; index < groupSize; index++) {
            boolean is = SameFact.isUnordered(groupValues[index]);
            some |= is;
            all &= is;
        }
        return some && !all;
    }

    private void appendGroup() {
        if (until.length == 0) {
            until = new long[from.length];
            Arrays.fill(until, 0, size, Timeline.OPEN);
        }
        int first = size;
        int runStart = 0;
        while (runStart < groupSize) {
            int runEnd = runStart + 1;
            while (runEnd < groupSize && SameFact.is(groupValues[runStart], groupValues[runEnd])) {
                runEnd++;
            }
            appendRun(runStart, runEnd);
            runStart = runEnd;
        }
        sortByBeginning(first);
        for (int entry = first + 1; entry < size; entry++) {
            overlapping |= until[entry - 1] > from[entry];
            gaps |= until[entry - 1] < from[entry];
        }
        gaps |= size > first && until[size - 1] != Timeline.OPEN;
    }

    /**
     * One value's assertions and retractions, which take turns; but for decimals, of which equal amounts of different
     * scale stand side by side until one retraction ends them all.
     */
    private void appendRun(int start, int end) {
        sortByTransaction(start, end);
        long retracted = Timeline.OPEN;
        for (int index = end - 1; index >= start; index--) {
            if (groupAdded[index]) {
                append(groupValues[index], groupTransactions[index], retracted);
            } else {
                retracted = groupTransactions[index];
            }
        }
    }

    private void append(Object value, long begin, long end) {
        if (size == from.length) {
            from = Arrays.copyOf(from, 2 * size);
            until = until.length == 0 ? until : Arrays.copyOf(until, 2 * size);
        }
        from[size] = begin;
        if (until.length > 0) {
            until[size] = end;
        }
        values.append(value);
        size++;
    }

    /** The index keeps the newest first; a run is short unless a value keeps coming back. */
    private void sortByTransaction(int start, int end) {
        for (int low = start, high = end - 1; low < high; low++, high--) {
            swapGroup(low, high);
        }
        for (int index = start + 1; index < end; index++) {
            for (int at = index; at > start && isLater(at - 1, at); at--) {
                swapGroup(at - 1, at);
            }
        }
    }

    /** A transaction that exchanges a decimal for one of the same amount retracts before it asserts. */
    private boolean isLater(int left, int right) {
        return groupTransactions[left] > groupTransactions[right]
                || (groupTransactions[left] == groupTransactions[right] && groupAdded[left] && !groupAdded[right]);
    }

    private void swapGroup(int left, int right) {
        Object value = groupValues[left];
        groupValues[left] = groupValues[right];
        groupValues[right] = value;
        long transaction = groupTransactions[left];
        groupTransactions[left] = groupTransactions[right];
        groupTransactions[right] = transaction;
        boolean added = groupAdded[left];
        groupAdded[left] = groupAdded[right];
        groupAdded[right] = added;
    }

    private void sortByBeginning(int first) {
        if (size - first > INSERTION_SORTED) {
            sortManyByBeginning(first);
            return;
        }
        for (int entry = first + 1; entry < size; entry++) {
            for (int at = entry; at > first && from[at - 1] > from[at]; at--) {
                swap(at - 1, at);
            }
        }
    }

    private void swap(int left, int right) {
        long begin = from[left];
        from[left] = from[right];
        from[right] = begin;
        long end = until[left];
        until[left] = until[right];
        until[right] = end;
        values.swap(left, right);
    }

    private void sortManyByBeginning(int first) {
        int[] order = IntStream.range(first, size)
                .boxed()
                .sorted(Comparator.comparingLong(entry -> from[entry]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] sortedFrom = new long[order.length];
        long[] sortedUntil = new long[order.length];
        Object[] sortedValues = new Object[order.length];
        for (int index = 0; index < order.length; index++) {
            sortedFrom[index] = from[order[index]];
            sortedUntil[index] = until[order[index]];
            sortedValues[index] = values.get(order[index]);
        }
        System.arraycopy(sortedFrom, 0, from, first, order.length);
        System.arraycopy(sortedUntil, 0, until, first, order.length);
        values.replaceFrom(first, sortedValues);
    }

    private Timeline timeline(Collection<Timeline> siblings) {
        values.trim();
        boolean isTable = size == entityCount;
        return new Timeline(
                directory(siblings),
                isTable ? null : starts(),
                from(siblings),
                overlapping || gaps ? trimmed(until, size) : null,
                overlapping,
                values,
                readByValue,
                unordered,
                peerOnly);
    }

    private EntityDirectory directory(Collection<Timeline> siblings) {
        for (Timeline sibling : siblings) {
            EntityDirectory shared = sibling.directoryOf(entities, entityCount);
            if (shared != null) {
                return shared;
            }
        }
        return new EntityDirectory(trimmed(entities, entityCount));
    }

    private long[] from(Collection<Timeline> siblings) {
        for (Timeline sibling : siblings) {
            long[] shared = sibling.sameFrom(from, size);
            if (shared != null) {
                return shared;
            }
        }
        return trimmed(from, size);
    }

    private static long[] trimmed(long[] column, int size) {
        return column.length == size ? column : Arrays.copyOf(column, size);
    }

    private int[] starts() {
        int[] own = Arrays.copyOf(starts, entityCount + 1);
        own[entityCount] = size;
        return own;
    }
}
