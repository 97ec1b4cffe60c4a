package dendro.savedqueries.problem;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fault of ours: the page learns an incident number, the log learns the rest. */
public final class UnexpectedErrorMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedErrorMapper.class);

    @Override
    public Response toResponse(Throwable exception) {
        String incident = UUID.randomUUID().toString();
        LOG.error("request failed unexpectedly; incident={}", incident, exception);
        return ProblemMapper.response(new Problem(
                        ProblemType.INTERNAL,
                        "The saved queries failed; their log says why under incident " + incident + ".")
                .with("incident", incident));
    }
}
