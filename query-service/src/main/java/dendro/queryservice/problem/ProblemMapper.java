package dendro.queryservice.problem;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.queryapi.ProblemJson;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Problems become responses; the category decides the status. */
public final class ProblemMapper implements ExceptionMapper<ProblemException> {

    @Override
    public Response toResponse(ProblemException exception) {
        return response(exception.problem());
    }

    static Response response(Problem problem) {
        return response(problem, status(problem.type().category()));
    }

    static Response response(Problem problem, int status) {
        return Response.status(status)
                .type(ProblemJson.MEDIA_TYPE)
                .entity(ProblemJson.write(problem, status).toString())
                .build();
    }

    private static int status(ProblemType.Category category) {
        return switch (category) {
            case INVALID -> 400;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case NOT_YET -> 409;
            case TOO_LARGE -> 413;
            case INTERNAL -> 500;
            case UNAVAILABLE -> 503;
            case TIMEOUT -> 504;
        };
    }
}
