package dendro.queryservice.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** What a request turned out to be about. For the one thread that serves it. */
public final class RequestTrace {

    private static final String PROPERTY = RequestTrace.class.getName();

    private final ObjectNode facts = JsonNodeFactory.instance.objectNode();
    private final Deque<Runnable> atEnd = new ArrayDeque<>();

    RequestTrace() {}

    /** The trace of a request. */
    public static RequestTrace of(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof RequestTrace trace ? trace : new RequestTrace();
    }

    void attachTo(ContainerRequestContext request) {
        request.setProperty(PROPERTY, this);
    }

    /** The query or feature set asked for. */
    public void asked(String text) {
        facts.put("query", text);
    }

    /** By which id the query can be cancelled. */
    public void queryId(String id) {
        facts.put("query-id", id);
    }

    /** The basis of each database that was read. */
    public void cursor(Map<String, Long> basis) {
        ObjectNode cursor = facts.putObject("cursor");
        basis.forEach(cursor::put);
    }

    /** How many rows were answered. */
    public void rows(long rows) {
        facts.put("rows", rows);
    }

    /** Has something done when the answer has been sent, or could not be. */
    public void atEnd(Runnable action) {
        atEnd.push(action);
    }

    ObjectNode facts() {
        return facts;
    }

    void end() {
        while (!atEnd.isEmpty()) {
            atEnd.pop().run();
        }
    }
}
