package dendro.training;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.time.Instant;
import java.util.Optional;

/**
 * Which entities a training set holds and when their features are read.
 *
 * @param from entities with a timestamp at or after this instant
 * @param to and before this one
 * @param featuresAsOf reads every row's features at this one instant in place of its own timestamp; this leaks the
 *     future into the row and is there to show how much
 */
public record TrainingRange(Instant from, Instant to, Optional<Instant> featuresAsOf) {

    public TrainingRange {
        if (!from.isBefore(to)) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "A training set's range must begin before it ends; " + from + " is not before " + to + ".")
                    .exception();
        }
    }

    boolean holds(Instant timestamp) {
        return !timestamp.isBefore(from) && timestamp.isBefore(to);
    }
}
