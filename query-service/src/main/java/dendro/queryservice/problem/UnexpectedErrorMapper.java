package dendro.queryservice.problem;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.PeerFailure;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fault of ours: the caller learns an incident number, the log learns the rest. */
public final class UnexpectedErrorMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedErrorMapper.class);

    @Override
    public Response toResponse(Throwable exception) {
        Optional<ProblemException> storage = PeerFailure.ofStorage(exception);
        if (storage.isPresent()) {
            LOG.warn("storage could not be read", exception);
            return ProblemMapper.response(storage.get().problem());
        }
        String incident = UUID.randomUUID().toString();
        LOG.error("request failed unexpectedly; incident={}", incident, exception);
        return ProblemMapper.response(new Problem(
                        ProblemType.INTERNAL,
                        "The query-service failed; its log says why under incident " + incident + ".")
                .with("incident", incident));
    }
}
