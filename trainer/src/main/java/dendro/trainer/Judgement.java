package dendro.trainer;

import dendro.drift.TrainingDistribution;
import dendro.trainer.evaluation.Comparison;
import dendro.trainer.evaluation.Drift;
import dendro.trainer.evaluation.Evaluation;
import java.util.List;

/**
 * What is known of a fitted model after it has scored the test part.
 *
 * @param evaluation how well it does
 * @param comparison with the champion
 * @param distribution of the rows it was fitted on, and of its scores of the test part
 * @param drift of each month of the test part, the earliest first
 */
record Judgement(Evaluation evaluation, Comparison comparison, TrainingDistribution distribution, List<Drift> drift) {

    Judgement {
        drift = List.copyOf(drift);
    }
}
