package dendro.trainer;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * Three parts of time with two gaps between them, each as long as the label's horizon:
 *
 * <pre>
 * train | gap | validation | gap | test
 * </pre>
 *
 * <p>A row in a gap has its timestamp in the earlier part but its label from the later one. The validation part says when
 * to stop and which hyper-parameters to take; the test part judges, once. The model that is published is then fitted on
 * everything up to the second gap.
 *
 * @param trainedUntil rows at or before this instant are the train part
 * @param validatedAfter rows after this instant are the validation part
 * @param fittedUntil and up to this one; rows at or before it are what the published model is fitted on
 * @param split rows after this instant are the test part
 */
record TimeSplit(Instant trainedUntil, Instant validatedAfter, Instant fittedUntil, Instant split)
        implements Serializable {

    private static final double MILLISECONDS_PER_DAY = 86_400_000.0;

    /**
     * How much of the range, from the earliest labelled row to the latest, the later parts take.
     *
     * @param validation part of one
     * @param test part of one
     */
    record Parts(double validation, double test) {

        /** Three twentieths and a quarter. */
        static final Parts USUAL = new Parts(0.15, 0.25);

        Parts {
            if (!(validation > 0 && test > 0 && 2 * validation + test < 1)) {
                throw new Problem(
                                ProblemType.REQUEST_INVALID,
                                "A validation part of " + validation + " and a test part of " + test
                                        + " leave less than another validation part to train on.")
                        .exception();
            }
        }
    }

    /**
     * The split of a range.
     *
     * @param earliest timestamp of a labelled row
     * @param latest timestamp of a labelled row
     * @param horizon from a row's timestamp to its label
     * @throws dendro.problem.ProblemException {@code request-invalid} if the train part would be shorter than the
     *     validation part
     */
    static TimeSplit of(Instant earliest, Instant latest, Duration horizon, Parts parts) {
        Duration range = Duration.between(earliest, latest);
        Instant split = latest.minus(part(range, parts.test()));
        Instant fittedUntil = split.minus(horizon);
        Instant validatedAfter = fittedUntil.minus(part(range, parts.validation()));
        Instant trainedUntil = validatedAfter.minus(horizon);
        Duration trained = Duration.between(earliest, trainedUntil);
        if (trained.isZero() || trained.compareTo(part(range, parts.validation())) < 0) {
            throw tooShort(earliest, latest, horizon, parts).exception();
        }
        return new TimeSplit(trainedUntil, validatedAfter, fittedUntil, split);
    }

    private static Duration part(Duration range, double part) {
        return Duration.ofMillis((long) (range.toMillis() * part));
    }

    private static Problem tooShort(Instant earliest, Instant latest, Duration horizon, Parts parts) {
        double days = Math.max(
                1, 2 * horizon.toMillis() / MILLISECONDS_PER_DAY / (1 - parts.test() - 2 * parts.validation()));
        return new Problem(
                ProblemType.REQUEST_INVALID,
                "The labelled rows span " + Duration.between(earliest, latest).toDays() + " days, from " + earliest
                        + " to " + latest + ". With a label " + horizon.toDays()
                        + " days ahead, two gaps as long, and " + percent(parts.validation())
                        + " for validation and " + percent(parts.test()) + " for the test kept, at least "
                        + (long) Math.ceil(days) + " days are needed: choose a longer range.");
    }

    private static String percent(double part) {
        return Math.round(100 * part) + " %";
    }

    boolean trains(ShardItem.Example example) {
        return !example.at().timestamp().isAfter(trainedUntil);
    }

    boolean validates(ShardItem.Example example) {
        return fits(example) && example.at().timestamp().isAfter(validatedAfter);
    }

    /** Whether the published model is fitted on it. */
    boolean fits(ShardItem.Example example) {
        return !example.at().timestamp().isAfter(fittedUntil);
    }

    boolean evaluates(ShardItem.Example example) {
        return example.at().timestamp().isAfter(split);
    }
}
