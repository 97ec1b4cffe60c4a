package dendro.trainer.source;

/**
 * How many shards a training set is read in, where nobody has said: so many that each is a few seconds' work, and all
 * places of the cluster have some; never so many that a shard holds hardly anything.
 */
final class ShardCount {

    private static final long MOST_IN_A_SHARD = 50_000;
    private static final long LEAST_IN_A_SHARD = 1_000;

    /** More tasks than this cost Spark's driver more than they give. */
    private static final long MOST = 10_000;

    private ShardCount() {}

    /**
     * The number of shards.
     *
     * @param entities about how many there are
     * @param places how many tasks run at a time
     */
    static int of(long entities, int places) {
        long byWork = (entities + MOST_IN_A_SHARD - 1) / MOST_IN_A_SHARD;
        long worthwhile = Math.max(1, entities / LEAST_IN_A_SHARD);
        return (int) Math.min(MOST, Math.max(byWork, Math.min(2L * places, worthwhile)));
    }
}
