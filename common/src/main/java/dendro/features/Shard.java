package dendro.features;

import dendro.problem.Problem;
import dendro.problem.ProblemType;

/**
 * The part of the entities with {@code mix(entity-id) mod count = index}, of which mix gives 31 bits.
 *
 * <p>Datomic allocates entity ids from the same counter as transactions: one entity per transaction
 * gives ids that are all odd or all even, and a bare modulo would leave half of the shards empty. The
 * bits are therefore mixed first, by the finalizer of MurmurHash3 (Appleby, 2011).
 *
 * @param index from 0
 * @param count of all shards, up to 1,048,576
 */
public record Shard(int index, int count) {

    /** More would be more than there are rows worth the request for each. */
    private static final int MOST = 1 << 20;

    public Shard {
        if (count < 1 || index < 0 || index >= count) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "There is no shard " + index + " of " + count + " shards: count from 0.")
                    .exception();
        }
        if (count > MOST) {
            throw new Problem(ProblemType.REQUEST_INVALID, count + " shards are too many: there may be " + MOST + ".")
                    .exception();
        }
    }

    /** The one shard that holds everything. */
    public static Shard whole() {
        return new Shard(0, 1);
    }

    /** Whether an entity belongs to this shard. */
    public boolean holds(long entityId) {
        return indexOf(entityId, count) == index;
    }

    /**
     * The index of the shard that an entity belongs to.
     *
     * @param count of all shards, at least 1
     */
    public static int indexOf(long entityId, int count) {
        // This is asked of every entity, and 31 bits are divided faster than 64; the upper ones are as well mixed.
        return (int) (mixed(entityId) >>> 33) % count;
    }

    private static long mixed(long bits) {
        long mixed = bits;
        mixed ^= mixed >>> 33;
        mixed *= 0xff51afd7ed558ccdL;
        mixed ^= mixed >>> 33;
        mixed *= 0xc4ceb9fe1a85ec53L;
        mixed ^= mixed >>> 33;
        return mixed;
    }
}
