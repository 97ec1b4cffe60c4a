package dendro.trainer;

import dendro.problem.ProblemException;
import dendro.trainer.source.ShardBroken;
import java.io.UncheckedIOException;

/** What a person is told of a failure. */
public final class FailureSentence {

    private FailureSentence() {}

    /** What a person is told of a failed training. */
    static String of(Throwable failure) {
        return of("Training failed", failure);
    }

    /**
     * The sentence of the innermost cause that was written for a person, else what the outermost one says.
     *
     * @param what failed, in words
     */
    public static String of(String what, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ShardBroken || cause instanceof UncheckedIOException) {
                return what + ". " + cause.getMessage();
            }
            if (cause instanceof ProblemException known) {
                return what + " (" + known.problem().type().slug() + "). "
                        + known.problem().detail();
            }
        }
        return what + ". " + failure;
    }
}
