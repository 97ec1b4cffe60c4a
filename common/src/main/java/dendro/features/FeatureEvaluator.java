package dendro.features;

import dendro.database.Deadline;
import java.util.List;

/**
 * Reads what a feature set asks for, each row as of its own timestamp. Scoring and training stand on the
 * same evaluator. Safe for any number of threads.
 */
public interface FeatureEvaluator {

    /**
     * One outcome for each row, in order.
     *
     * @param deadline until which reaching the rows' timestamps is waited for; rows later than that fail with {@code
     *     cursor-not-reached} without delaying the others
     * @throws dendro.problem.ProblemException {@code database-unknown}, {@code database-unavailable}, or {@code
     *     query-timeout} if there are more rows than can be read in the time given; what concerns a single row is that
     *     row's outcome
     */
    List<FeatureOutcome> evaluate(Reading reading, List<EntityAt> rows, Deadline deadline);

    /**
     * This evaluator for a caller who is going to ask for many rows of one reading, a batch at a time, so that work that
     * the batches share can pay.
     *
     * @param rows in all, about
     */
    default FeatureEvaluator expecting(long rows) {
        return this;
    }
}
