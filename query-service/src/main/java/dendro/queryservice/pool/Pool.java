package dendro.queryservice.pool;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;

/** A bound on one kind of work. */
public sealed interface Pool permits WorkPool, Places {

    /** What it does, such as {@code analysis}. */
    String work();

    /** How much is done at a time. */
    int size();

    /** How much is being done. */
    int busy();

    /** How much waits. */
    int waiting();

    /** What is not begun, and why. */
    static ProblemException overloaded(String work, String why) {
        return new Problem(
                        ProblemType.OVERLOADED,
                        "The service has more " + work + " to do than it can; this was not begun: " + why
                                + ". Try again in a moment.")
                .with("pool", work)
                .exception();
    }
}
