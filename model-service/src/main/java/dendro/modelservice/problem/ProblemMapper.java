package dendro.modelservice.problem;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.queryapi.ProblemJson;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Problems become responses; the category decides the status. */
public final class ProblemMapper implements ExceptionMapper<ProblemException> {

    @Override
    public Response toResponse(ProblemException exception) {
        Problem problem = exception.problem();
        int status = ProblemJson.status(problem.type());
        return Response.status(status)
                .type(ProblemJson.MEDIA_TYPE)
                .entity(ProblemJson.write(problem, status).toString())
                .build();
    }
}
