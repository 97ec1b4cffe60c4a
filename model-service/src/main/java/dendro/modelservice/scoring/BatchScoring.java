package dendro.modelservice.scoring;

import java.util.List;

/** What becomes of messages, many at once. Called by several threads at a time. */
@FunctionalInterface
public interface BatchScoring {

    /**
     * One outcome for each message, in order.
     *
     * @param messages bytes as they were read
     * @throws dendro.problem.ProblemException if the batch cannot be scored now; trying again later may succeed
     */
    List<ScoringOutcome> outcomes(List<byte[]> messages);
}
