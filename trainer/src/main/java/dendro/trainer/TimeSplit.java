package dendro.trainer;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * The earlier part of time, which is fitted, and the later part, which judges. Between them lies a gap as long
 * as the label's horizon: a row in it has its timestamp in the earlier part but its label from the later one.
 *
 * @param fittedUntil rows at or before this instant are fitted: their labels were known at the split
 * @param split rows after this instant are evaluated
 */
record TimeSplit(Instant fittedUntil, Instant split) implements Serializable {

    /** The later part is this fraction of the range, one divided by it. */
    private static final int LATER_PART = 4;

    /**
     * The split that leaves the last quarter of the range for evaluation.
     *
     * @param earliest timestamp of a labelled row
     * @param latest timestamp of a labelled row
     * @param horizon from a row's timestamp to its label
     * @throws dendro.problem.ProblemException {@code request-invalid} if the range is too short for that
     */
    static TimeSplit of(Instant earliest, Instant latest, Duration horizon) {
        Duration range = Duration.between(earliest, latest);
        Instant split = latest.minusMillis(range.toMillis() / LATER_PART);
        Instant fittedUntil = split.minus(horizon);
        if (!fittedUntil.isAfter(earliest)) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "The labelled rows span " + range.toDays() + " days, from " + earliest + " to " + latest
                                    + ". With a label " + horizon.toDays()
                                    + " days ahead and the last quarter kept for evaluation nothing is left to fit:"
                                    + " choose a longer range.")
                    .exception();
        }
        return new TimeSplit(fittedUntil, split);
    }

    boolean fits(ShardItem.Example example) {
        return !example.at().timestamp().isAfter(fittedUntil);
    }

    boolean evaluates(ShardItem.Example example) {
        return example.at().timestamp().isAfter(split);
    }
}
