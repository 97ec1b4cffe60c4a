package dendro.training;

import dendro.features.EntityAt;
import dendro.problem.Problem;

/** What one entity came to in a training set. */
public sealed interface TrainingOutcome {

    /**
     * A row.
     *
     * @param row with its label, if that is known already
     */
    record Row(TrainingRow row) implements TrainingOutcome {}

    /**
     * No row, and why.
     *
     * @param at which entity, as of when
     * @param problem as the feature evaluator reports it
     */
    record Failed(EntityAt at, Problem problem) implements TrainingOutcome {}
}
