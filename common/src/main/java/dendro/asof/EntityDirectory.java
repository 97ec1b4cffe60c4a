package dendro.asof;

/**
 * Where an entity's entries begin in a sorted column of entity ids. The ids of a partition come from one counter, so
 * they lie close to evenly: cutting their range into about as many buckets as there are entries leaves one or two for
 * the binary search that ends a lookup. Uneven ids, of several partitions say, cost more steps and stay right.
 */
final class EntityDirectory {

    private static final int NEAR = 4;

    private final long[] entities;
    private final long least;
    private final int shift;
    private final int[] bucketStarts;

    /** Where the last search ended. Rows mostly come in the order of their entities; a stale guess costs a comparison. */
    private int guess;

    EntityDirectory(long[] entities) {
        this.entities = entities;
        int size = entities.length;
        this.least = size == 0 ? 0 : entities[0];
        long range = size == 0 ? 0 : entities[size - 1] - least;
        int bits = 0;
        while ((range >>> bits) >= Math.max(1, size)) {
            bits++;
        }
        this.shift = bits;
        this.bucketStarts = new int[(int) (range >>> shift) + 2];
        int bucket = 0;
        for (int position = 0; position < size; position++) {
            int own = bucketOf(entities[position]);
            while (bucket < own) {
                bucketStarts[++bucket] = position;
            }
        }
        while (bucket < bucketStarts.length - 1) {
            bucketStarts[++bucket] = size;
        }
    }

    /** The position of the entity's first entry, or -1. */
    int first(long entity) {
        int near = guess;
        for (int position = near; position < Math.min(near + NEAR, entities.length); position++) {
            if (entities[position] >= entity) {
                if (entities[position] == entity && (position == 0 || entities[position - 1] != entity)) {
                    guess = position;
                    return position;
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

    private int search(long entity) {
        if (entities.length == 0 || entity < least || entity > entities[entities.length - 1]) {
            return -1;
        }
        int bucket = bucketOf(entity);
        int low = bucketStarts[bucket];
        int high = bucketStarts[bucket + 1];
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

    long bytes() {
        return 4L * bucketStarts.length;
    }

    private int bucketOf(long entity) {
        return (int) ((entity - least) >>> shift);
    }
}
