package dendro.queryservice.problem;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** What the web layer itself refuses: an unknown path, a wrong method, a media type that is not spoken. */
public final class WebErrorMapper implements ExceptionMapper<WebApplicationException> {

    @Override
    public Response toResponse(WebApplicationException exception) {
        int status = exception.getResponse().getStatus();
        ProblemType type = status < 500 ? ProblemType.REQUEST_INVALID : ProblemType.INTERNAL;
        return ProblemMapper.response(
                new Problem(type, "The request cannot be served: " + exception.getMessage() + "."), status);
    }
}
