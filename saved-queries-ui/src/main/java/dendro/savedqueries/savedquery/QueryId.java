package dendro.savedqueries.savedquery;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.util.UUID;

/** Ids in addresses. */
public final class QueryId {

    private QueryId() {}

    /**
     * The id that a text is.
     *
     * @throws dendro.problem.ProblemException {@code not-found} if it is none, for nothing has it
     */
    public static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemType.NOT_FOUND, "Nothing has the id '" + text + "'.").exception(e);
        }
    }
}
