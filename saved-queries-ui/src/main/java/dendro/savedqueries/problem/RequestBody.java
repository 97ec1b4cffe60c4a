package dendro.savedqueries.problem;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Bodies that must be there. */
public final class RequestBody {

    private RequestBody() {}

    /**
     * A body, if there is one.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid} if the request has none
     */
    public static <T> T required(@Nullable T body) {
        if (body == null) {
            throw new Problem(ProblemType.REQUEST_INVALID, "The request has no body; JSON is read here.").exception();
        }
        return body;
    }
}
