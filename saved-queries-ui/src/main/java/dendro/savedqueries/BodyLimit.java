package dendro.savedqueries;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Reads the body of a request, no further than its limit, before anything looks at it. */
@Priority(Priorities.ENTITY_CODER)
final class BodyLimit implements ContainerRequestFilter {

    private final int limit;

    BodyLimit(int limit) {
        this.limit = limit;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (!request.hasEntity()) {
            return;
        }
        byte[] body = request.getEntityStream().readNBytes(limit + 1);
        if (body.length > limit) {
            throw new Problem(ProblemType.TOO_LARGE, "The request holds more than " + limit + " bytes.").exception();
        }
        request.setEntityStream(new ByteArrayInputStream(body));
    }
}
