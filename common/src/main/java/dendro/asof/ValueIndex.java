package dendro.asof;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Finds the entries of a timeline by their value: a hash table of the distinct values, and for each its entries in the
 * order in which they begin.
 */
final class ValueIndex {

    /** Two places in lists, and up to three in the table. */
    static final int BYTES_PER_ENTRY = 5 * Integer.BYTES;

    private final ValueColumn values;
    private final int[] table;
    private final int[] starts;
    private final int[] entries;
    private int guess;

    ValueIndex(ValueColumn values, long[] from) {
        this.values = values;
        int size = values.size();
        this.table = new int[tableSize(size)];
        int[] groups = new int[size];
        int[] firsts = new int[size];
        int count = 0;
        for (int entry = 0; entry < size; entry++) {
            int place = mixed(values.hash(entry)) & (table.length - 1);
            while (table[place] != 0 && !values.same(firsts[table[place] - 1], entry)) {
                place = (place + 1) & (table.length - 1);
            }
            if (table[place] == 0) {
                firsts[count++] = entry;
                table[place] = count;
            }
            groups[entry] = table[place] - 1;
        }
        this.starts = new int[count + 1];
        for (int group : groups) {
            starts[group + 1]++;
        }
        for (int group = 0; group < count; group++) {
            starts[group + 1] += starts[group];
        }
        this.entries = new int[size];
        int[] next = Arrays.copyOf(starts, count);
        for (int entry = 0; entry < size; entry++) {
            entries[next[groups[entry]]++] = entry;
        }
        for (int group = 0; group < count; group++) {
            sort(starts[group], starts[group + 1], from);
        }
    }

    /** The number of the value's group, or -1. */
    int group(Object value) {
        int near = guess;
        for (int group = near; group < Math.min(near + 2, starts.length - 1); group++) {
            if (values.holds(entries[starts[group]], value)) {
                guess = group;
                return group;
            }
        }
        int found = search(value);
        if (found >= 0) {
            guess = found;
        }
        return found;
    }

    private int search(Object value) {
        int place = mixed(values.hashOf(value)) & (table.length - 1);
        while (table[place] != 0) {
            int group = table[place] - 1;
            if (values.holds(entries[starts[group]], value)) {
                return group;
            }
            place = (place + 1) & (table.length - 1);
        }
        return -1;
    }

    int start(int group) {
        return starts[group];
    }

    int end(int group) {
        return starts[group + 1];
    }

    int entry(int place) {
        return entries[place];
    }

    long bytes() {
        return 4L * (table.length + starts.length + entries.length);
    }

    /** Entities mostly come in the order of their transactions, so there is mostly nothing to do. */
    private void sort(int start, int end, long[] from) {
        for (int place = start + 1; place < end; place++) {
            if (from[entries[place - 1]] > from[entries[place]]) {
                int[] sorted = IntStream.range(start, end)
                        .mapToObj(at -> entries[at])
                        .sorted(Comparator.comparingLong(entry -> from[entry]))
                        .mapToInt(Integer::intValue)
                        .toArray();
                System.arraycopy(sorted, 0, entries, start, sorted.length);
                return;
            }
        }
    }

    private static int tableSize(int size) {
        int wanted = 2;
        while (wanted < size + size / 2 + 1) {
            wanted <<= 1;
        }
        return wanted;
    }

    private static int mixed(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }
}
