package dendro.savedqueries.problem;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.queryapi.ProblemJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Set;

/** Problems become responses; the category decides the status. */
public final class ProblemMapper implements ExceptionMapper<ProblemException> {

    /** The member that says in how many seconds to try again. */
    public static final String RETRY_AFTER = "retry-after";

    /** Thrown before the body is read, of which the rest would else be taken for the next request. */
    private static final Set<ProblemType> LEAVES_BODY_UNREAD = Set.of(
            ProblemType.NOT_SIGNED_IN, ProblemType.CROSS_SITE, ProblemType.TOO_MANY_REQUESTS, ProblemType.TOO_LARGE);

    @Override
    public Response toResponse(ProblemException exception) {
        return response(exception.problem());
    }

    /** The response that a problem is. */
    public static Response response(Problem problem) {
        return response(problem, ProblemJson.status(problem.type()));
    }

    static Response response(Problem problem, int status) {
        Response.ResponseBuilder response = Response.status(status)
                .type(ProblemJson.MEDIA_TYPE)
                .entity(ProblemJson.write(problem, status).toString());
        if (LEAVES_BODY_UNREAD.contains(problem.type())) {
            response.header("Connection", "close");
        }
        if (problem.type() == ProblemType.NOT_SIGNED_IN) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.members().containsKey(RETRY_AFTER)) {
            response.header(HttpHeaders.RETRY_AFTER, problem.members().get(RETRY_AFTER));
        }
        return response.build();
    }
}
