package dendro.asof;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entries of a timeline by their value: a hash table of the distinct values, and for each its entries in the
 * order in which they begin.
 */
final class ValueIndex {

    /** Two places in lists, and up to three in the table. */
    static final int BYTES_PER_ENTRY = 5 * Integer.BYTES;

    /**
     * Rows mostly come in the order of their ids' entities, a shard's with gaps between them; and ids are mostly those
     * that were read here. To look at so many costs less than the table, which is cold memory.
     */
    private static final int NEAR = 32;

    private final ValueColumn values;
    private final int[] table;

    private final int groups;

    /** Where each group's places begin, and their end; null if every value has one entry. */
    private final int @Nullable [] starts;

    /** The entry at each place; null if every value has one entry: then a group, its place and its entry are one. */
    private final int @Nullable [] entries;

    private int guess;

    ValueIndex(ValueColumn values, long[] from) {
        this.values = values;
        int size = values.size();
        this.table = new int[tableSize(size)];
        int[] hashes = new int[size];
        int distinct = addDistinct(hashes);
        if (distinct == size) {
            this.groups = size;
            this.starts = null;
            this.entries = null;
            return;
        }
        int[] groupOf = new int[size];
        int[] firsts = new int[size];
        for (int entry = 0; entry < distinct; entry++) {
            groupOf[entry] = entry;
            firsts[entry] = entry;
        }
        int count = distinct;
        for (int entry = distinct; entry < size; entry++) {
            hashes[entry] = mixed(values.hash(entry));
            int place = hashes[entry] & (table.length - 1);
            while (table[place] != 0 && !isSame(firsts[table[place] - 1], entry, hashes)) {
                place = (place + 1) & (table.length - 1);
            }
            if (table[place] == 0) {
                firsts[count++] = entry;
                table[place] = count;
            }
            groupOf[entry] = table[place] - 1;
        }
        this.groups = count;
        this.starts = starts(groupOf, count);
        this.entries = entries(groupOf, starts, from);
    }

    /** Adds entries, each a group of its own, up to the first whose value has been met; how many those are. */
    private int addDistinct(int[] hashes) {
        for (int entry = 0; entry < hashes.length; entry++) {
            hashes[entry] = mixed(values.hash(entry));
            int place = hashes[entry] & (table.length - 1);
            while (table[place] != 0) {
                if (isSame(table[place] - 1, entry, hashes)) {
                    return entry;
                }
                place = (place + 1) & (table.length - 1);
            }
            table[place] = entry + 1;
        }
        return hashes.length;
    }

    /** Values lie anywhere in memory, hashes side by side: most that differ are told apart by these. */
    private boolean isSame(int earlier, int entry, int[] hashes) {
        return hashes[earlier] == hashes[entry] && values.same(earlier, entry);
    }

    private static int[] starts(int[] groupOf, int count) {
        int[] starts = new int[count + 1];
        for (int group : groupOf) {
            starts[group + 1]++;
        }
        for (int group = 0; group < count; group++) {
            starts[group + 1] += starts[group];
        }
        return starts;
    }

    private static int[] entries(int[] groupOf, int[] starts, long[] from) {
        int[] entries = new int[groupOf.length];
        int[] next = starts.clone();
        for (int entry = 0; entry < entries.length; entry++) {
            entries[next[groupOf[entry]]++] = entry;
        }
        for (int group = 0; group < starts.length - 1; group++) {
            sort(entries, starts[group], starts[group + 1], from);
        }
        return entries;
    }

    /** The number of the group of a value that was read here, if it is near the last one; else -1. */
    int near(Object value) {
        int end = Math.min(guess + NEAR, groups);
        for (int group = guess; group < end; group++) {
            if (values.isItself(entry(start(group)), value)) {
                guess = group;
                return group;
            }
        }
        return -1;
    }

    /** The number of the value's group, or -1. */
    int group(Object value) {
        int place = mixed(values.hashOf(value)) & (table.length - 1);
        while (table[place] != 0) {
            int group = table[place] - 1;
            if (values.holds(entry(start(group)), value)) {
                guess = group;
                return group;
            }
            place = (place + 1) & (table.length - 1);
        }
        return -1;
    }

    int start(int group) {
        return starts == null ? group : starts[group];
    }

    int end(int group) {
        return starts == null ? group + 1 : starts[group + 1];
    }

    int entry(int place) {
        return entries == null ? place : entries[place];
    }

    long bytes() {
        return 4L * table.length
                + (starts == null ? 0 : 4L * starts.length)
                + (entries == null ? 0 : 4L * entries.length);
    }

    /** Entities mostly come in the order of their transactions, so there is mostly nothing to do. */
    private static void sort(int[] entries, int start, int end, long[] from) {
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
