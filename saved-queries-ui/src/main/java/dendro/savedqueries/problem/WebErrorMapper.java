package dendro.savedqueries.problem;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** What the web layer itself refuses: an unknown path, a wrong method, a media type that is not spoken. */
public final class WebErrorMapper implements ExceptionMapper<WebApplicationException> {

    @Override
    public Response toResponse(WebApplicationException exception) {
        int status = exception.getResponse().getStatus();
        return ProblemMapper.response(
                new Problem(type(exception), "The request cannot be served: " + exception.getMessage() + "."), status);
    }

    private static ProblemType type(WebApplicationException exception) {
        if (exception instanceof NotFoundException) {
            return ProblemType.NOT_FOUND;
        }
        return exception.getResponse().getStatus() < 500 ? ProblemType.REQUEST_INVALID : ProblemType.INTERNAL;
    }
}
