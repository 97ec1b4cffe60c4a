package dendro.queryservice.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.problem.ProblemException;
import dendro.queryservice.caller.Caller;
import java.security.Principal;
import java.time.Instant;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;

/** Gives every request its trace, and writes it to the audit log when the last byte has been sent. */
public final class RequestTracing implements ApplicationEventListener {

    private static final int FIRST_ERROR = 400;

    private final AuditLog audit;

    /** Tracing that ends in a log. */
    public RequestTracing(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    public void onEvent(ApplicationEvent event) {
        // Only requests are of interest.
    }

    @Override
    public RequestEventListener onRequest(RequestEvent event) {
        RequestTrace trace = new RequestTrace();
        trace.attachTo(event.getContainerRequest());
        long begun = System.nanoTime();
        return later -> {
            if (later.getType() == RequestEvent.Type.FINISHED) {
                trace.end();
                if (audit.isKept()) {
                    audit.write(line(later, trace, (System.nanoTime() - begun) / 1e6));
                }
            }
        };
    }

    private static ObjectNode line(RequestEvent event, RequestTrace trace, double millis) {
        ContainerRequest request = event.getContainerRequest();
        ContainerResponse response = event.getContainerResponse();
        Principal caller = request.getSecurityContext() == null
                ? null
                : request.getSecurityContext().getUserPrincipal();
        ObjectNode line = trace.facts().objectNode();
        line.put("at", Instant.now().toString());
        line.put("caller", caller instanceof Caller known ? known.name() : "unknown");
        line.put("method", request.getMethod());
        line.put("endpoint", request.getPath(true));
        line.setAll(trace.facts());
        line.put("status", response == null ? 0 : response.getStatus());
        line.put("outcome", outcome(event));
        line.put("ms", millis);
        return line;
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
