package dendro.queryservice.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a request turned out to be about. For one thread at a time. */
public final class RequestTrace {

    private static final String PROPERTY = RequestTrace.class.getName();

    private final ObjectNode facts = JsonNodeFactory.instance.objectNode();
    private final Set<String> databases = new TreeSet<>();
    private final Deque<Runnable> atEnd = new ArrayDeque<>();

    RequestTrace() {}

    /** The trace of a request. */
    public static RequestTrace of(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof RequestTrace trace ? trace : new RequestTrace();
    }

    void attachTo(ContainerRequestContext request) {
        request.setProperty(PROPERTY, this);
    }

    /** The query asked for. */
    public void asked(String text) {
        facts.put("query", text);
    }

    /**
     * The feature set asked for.
     *
     * @param hash of its text
     */
    public void asked(String name, String hash) {
        asked(name + " sha256:" + hash);
    }

    /** By which id the query can be cancelled. */
    public void queryId(String id) {
        facts.put("query-id", id);
        LogContext.QUERY_ID.put(id);
    }

    /** Databases that are read. */
    public void reads(Collection<String> names) {
        databases.addAll(names);
    }

    /** The basis of each database that was read. */
    public void cursor(Map<String, Long> basis) {
        reads(basis.keySet());
        ObjectNode cursor = facts.putObject("cursor");
        basis.forEach(cursor::put);
    }

    /** How many rows were answered. */
    public void rows(long rows) {
        facts.put("rows", rows);
    }

    /** Which rows were answered. */
    public void rows(RowsAnswered rows) {
        rows.addTo(facts);
    }

    /** Has something done when the answer has been sent, or could not be. */
    public void atEnd(Runnable action) {
        atEnd.push(action);
    }

    ObjectNode facts() {
        return facts;
    }

    Set<String> databases() {
        return databases;
    }

    void end() {
        while (!atEnd.isEmpty()) {
            atEnd.pop().run();
        }
    }
}
