package dendro.asof;

import java.util.Arrays;

/**
 * Numbers the entities of a timeline in the order of their ids. The ids of a partition come from one counter, so they
 * lie close to evenly: cutting their range into buckets, mostly as many as there are ids in it, leaves one or two for the
 * binary search that ends a lookup, and mostly none. Uneven ids, of several partitions say, cost more steps and stay right.
 *
 * <p>Attributes that the same entities have share one directory, so that what is found for one is at hand for the next.
 */
final class EntityDirectory {

    /** A few cache lines of ids, one after the other, cost less than a search; a shard's rows leave gaps. */
    private static final int NEAR = 32;

    /** So many buckets for an entity make one for every id, if an entity comes with few other ids. */
    private static final int BUCKETS = 4;

    /** What an entity's buckets take at most, about. */
    static final int MOST_BYTES_OF_BUCKETS = BUCKETS * Integer.BYTES;

    private final long[] entities;
    private final long least;
    private final int shift;
    private final int[] bucketStarts;

    /** Where the last search ended. Rows mostly come in the order of their entities; a stale guess costs a comparison. */
    private int guess;

    /** Of distinct ids, ascending. */
    EntityDirectory(long[] entities) {
        this.entities = entities;
        int size = entities.length;
        this.least = size == 0 ? 0 : entities[0];
        long range = size == 0 ? 0 : entities[size - 1] - least;
        int bits = 0;
        while ((range >>> bits) >= Math.max(1, (long) BUCKETS * size)) {
            bits++;
        }
        this.shift = bits;
        this.bucketStarts = new int[(int) (range >>> shift) + 2];
        int bucket = 0;
        for (int number = 0; number < size; number++) {
            int own = bucketOf(entities[number]);
            while (bucket < own) {
                bucketStarts[++bucket] = number;
            }
        }
        while (bucket < bucketStarts.length - 1) {
            bucketStarts[++bucket] = size;
        }
    }

    /** The entity's number, or -1. */
    int number(long entity) {
        int near = guess;
        int end = Math.min(near + NEAR, entities.length);
        for (int number = near; number < end; number++) {
            if (entities[number] >= entity) {
                if (entities[number] == entity) {
                    guess = number;
                    return number;
                }
                break;
            }
        }
        int found = search(entity);
        if (found >= 0) {
            guess = found;
        }
        return found;
    }

    long entity(int number) {
        return entities[number];
    }

    int size() {
        return entities.length;
    }

    /** Whether its entities are exactly the first so many of these. */
    boolean holdsExactly(long[] others, int size) {
        return Arrays.equals(entities, 0, entities.length, others, 0, size);
    }

    long bytes() {
        return 8L * entities.length + 4L * bucketStarts.length;
    }

    private int search(long entity) {
        if (entities.length == 0 || entity < least || entity > entities[entities.length - 1]) {
            return -1;
        }
        int bucket = bucketOf(entity);
        int low = bucketStarts[bucket];
        int high = bucketStarts[bucket + 1];
        if (shift == 0) {
            return low < high ? low : -1;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entities[middle] < entity) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < entities.length && entities[low] == entity ? low : -1;
    }

    private int bucketOf(long entity) {
        return (int) ((entity - least) >>> shift);
    }
}
