package dendro.trainer;

import dendro.problem.ProblemException;
import java.io.UncheckedIOException;

/** What a person is told of a failure. */
final class FailureSentence {

    private FailureSentence() {}

    /** The sentence of the innermost cause that was written for a person, else what the outermost one says. */
    static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ShardBroken || cause instanceof UncheckedIOException) {
                return "Training failed. " + cause.getMessage();
            }
            if (cause instanceof ProblemException known) {
                return "Training failed (" + known.problem().type().slug() + "). "
                        + known.problem().detail();
            }
        }
        return "Training failed. " + failure;
    }
}
