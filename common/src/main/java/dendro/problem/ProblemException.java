package dendro.problem;

import org.jspecify.annotations.Nullable;

/** A {@link Problem} on its way to whoever can report it. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.type().slug() + ": " + problem.detail(), cause);
        this.problem = problem;
    }

    /** What went wrong. */
    public Problem problem() {
        return problem;
    }
}
