package dendro.queryservice.problem;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What the server refuses before any endpoint is asked: a path of two meanings, headers that are too large, a method that
 * nothing has.
 */
public final class ServerRefusals extends ErrorHandler {

    private static final int FIRST_OF_OURS = 500;

    /** Says nothing of what is inside. */
    public ServerRefusals() {
        setShowStacks(false);
        setShowCauses(false);
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            org.eclipse.jetty.server.Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        String why = message == null ? HttpStatus.getMessage(code) : message;
        Response problem = ProblemMapper.response(
                code < FIRST_OF_OURS
                        ? new Problem(ProblemType.REQUEST_INVALID, "The request cannot be served: " + why + ".")
                        : new Problem(ProblemType.INTERNAL, "The query-service could not serve the request."),
                code);
        problem.getStringHeaders()
                .forEach((name, values) -> response.getHeaders().put(name, values));
        byte[] body = String.valueOf(problem.getEntity()).getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
