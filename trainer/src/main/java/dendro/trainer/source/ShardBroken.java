package dendro.trainer.source;

import dendro.features.Shard;
import dendro.problem.ProblemException;

/**
 * A shard could not be read to its end. Spark tries the partition again; its message is what a person reads if
 * that does not help. (A {@link ProblemException} loses its problem on the way from an executor.)
 */
public final class ShardBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A shard that could not be read. */
    public ShardBroken(Shard shard, ProblemException cause) {
        super(
                "Shard " + shard.index() + " of " + shard.count() + " could not be read ("
                        + cause.problem().type().slug() + "): "
                        + cause.problem().detail(),
                cause);
    }
}
