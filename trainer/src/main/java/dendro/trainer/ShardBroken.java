package dendro.trainer;

import dendro.problem.ProblemException;
import dendro.training.Shard;

/**
 * A shard could not be read to its end. Spark tries the partition again; its message is what a person reads if
 * that does not help. (A {@link ProblemException} loses its problem on the way from an executor.)
 */
final class ShardBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ShardBroken(Shard shard, ProblemException cause) {
        super(
                "Shard " + shard.index() + " of " + shard.count() + " could not be read ("
                        + cause.problem().type().slug() + "): "
                        + cause.problem().detail(),
                cause);
    }
}
