package dendro.queryservice.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.problem.ProblemException;
import dendro.queryservice.caller.Caller;
import dendro.queryservice.monitoring.RequestTimes;
import java.time.Instant;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every request its trace and its id; when the last byte has been sent, measures it and writes it to the audit log.
 */
public final class RequestTracing implements ApplicationEventListener {

    private static final Logger LOG = LoggerFactory.getLogger(RequestTracing.class);
    private static final int FIRST_ERROR = 400;
    private static final double SECOND = 1e9;
    private static final double MILLISECOND = 1e6;

    private final AuditLog audit;
    private final RequestTimes times;

    /** Tracing that ends in a log and in measurements. */
    public RequestTracing(AuditLog audit, RequestTimes times) {
        this.audit = audit;
        this.times = times;
    }

    @Override
    public void onEvent(ApplicationEvent event) {
        // Only requests are of interest.
    }

    @Override
    public RequestEventListener onRequest(RequestEvent event) {
        RequestTrace trace = new RequestTrace();
        trace.attachTo(event.getContainerRequest());
        String id = RequestId.of(event.getContainerRequest().getHeaderString(RequestId.HEADER));
        LogContext.clear();
        LogContext.REQUEST_ID.put(id);
        long begun = System.nanoTime();
        return later -> {
            switch (later.getType()) {
                case REQUEST_MATCHED -> LogContext.ENDPOINT.put(Endpoint.of(later.getUriInfo()));
                case REQUEST_FILTERED -> LogContext.CALLER.put(caller(later.getContainerRequest()));
                case RESP_FILTERS_START ->
                    later.getContainerResponse().getHeaders().putSingle(RequestId.HEADER, id);
                case FINISHED -> finished(later, trace, id, System.nanoTime() - begun);
                default -> {
                    // Of no interest.
                }
            }
        };
    }

    private void finished(RequestEvent event, RequestTrace trace, String id, long nanos) {
        trace.end();
        times.took(Endpoint.of(event.getUriInfo()), trace.databases(), nanos / SECOND);
        if (audit.isKept()) {
            audit.write(line(event, trace, id, nanos / MILLISECOND));
        }
        LOG.debug("request finished; status={} outcome={}", status(event), outcome(event));
        LogContext.clear();
    }

    private static ObjectNode line(RequestEvent event, RequestTrace trace, String id, double millis) {
        ContainerRequest request = event.getContainerRequest();
        ObjectNode line = trace.facts().objectNode();
        line.put("at", Instant.now().toString());
        line.put("request-id", id);
        line.put("caller", caller(request));
        line.put("method", request.getMethod());
        line.put("endpoint", request.getPath(true));
        line.setAll(trace.facts());
        line.put("status", status(event));
        line.put("outcome", outcome(event));
        line.put("ms", millis);
        return line;
    }

    private static String caller(ContainerRequest request) {
        return request.getSecurityContext() != null
                        && request.getSecurityContext().getUserPrincipal() instanceof Caller known
                ? known.name()
                : "unknown";
    }

    private static int status(RequestEvent event) {
        ContainerResponse response = event.getContainerResponse();
        return response == null ? 0 : response.getStatus();
    }

    /** The type of the problem; else whether the answer was sent to its end. */
    private static String outcome(RequestEvent event) {
        for (Throwable thrown = event.getException(); thrown != null; thrown = thrown.getCause()) {
            if (thrown instanceof ProblemException problem) {
                return problem.problem().type().slug();
            }
        }
        ContainerResponse response = event.getContainerResponse();
        if (response == null || response.getStatus() >= FIRST_ERROR) {
            return "refused";
        }
        return event.isSuccess() ? "answered" : "broken-off";
    }
}
