package dendro.queryservice.problem;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.queryapi.ProblemJson;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Problems become responses; the category decides the status. */
public final class ProblemMapper implements ExceptionMapper<ProblemException> {

    private static final int RETRY_SECONDS = 1;

    private static final Set<ProblemType> LEAVES_BODY_UNREAD =
            Set.of(ProblemType.UNAUTHENTICATED, ProblemType.NOT_PERMITTED, ProblemType.TOO_LARGE);

    /** Of the method, or the format of the answer or the body, which are looked at before it. */
    private static final Set<Integer> REFUSED_BEFORE_BODY = Set.of(405, 406, 415);

    @Override
    public Response toResponse(ProblemException exception) {
        return response(exception.problem());
    }

    /** Answers with a problem where no resource does. */
    public static void write(Problem problem, HttpServletResponse answer) throws IOException {
        Response response = response(problem);
        answer.setStatus(response.getStatus());
        response.getStringHeaders().forEach((name, values) -> values.forEach(value -> answer.setHeader(name, value)));
        answer.getOutputStream().write(String.valueOf(response.getEntity()).getBytes(StandardCharsets.UTF_8));
    }

    static Response response(Problem problem) {
        return response(problem, ProblemJson.status(problem.type()));
    }

    static Response response(Problem problem, int status) {
        Response.ResponseBuilder response = Response.status(status)
                .type(ProblemJson.MEDIA_TYPE)
                .entity(ProblemJson.write(problem, status).toString());
        if (LEAVES_BODY_UNREAD.contains(problem.type()) || REFUSED_BEFORE_BODY.contains(status)) {
            // The server closes such a connection; a client that is not told sends its next request into it.
            response.header("Connection", "close");
        }
        if (problem.type() == ProblemType.UNAUTHENTICATED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.type() == ProblemType.TOO_MANY_QUERIES || problem.type() == ProblemType.OVERLOADED) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return response.build();
    }
}
