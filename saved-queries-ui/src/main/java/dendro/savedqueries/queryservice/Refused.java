package dendro.savedqueries.queryservice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What the query-service said instead of an answer: a problem, to be passed on as it is. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ObjectNode problem;
    private final transient Optional<String> retryAfter;

    /**
     * A problem.
     *
     * @param status of the response
     * @param problem with {@code type} and {@code detail}
     * @param retryAfter after how many seconds it may go better, if that was said
     */
    public Refused(int status, ObjectNode problem, Optional<String> retryAfter) {
        super(problem.path("type").asText() + ": " + problem.path("detail").asText());
        this.status = status;
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** Of the response. */
    public int status() {
        return status;
    }

    /** With {@code type} and {@code detail}, and where in a query it is. */
    public ObjectNode problem() {
        return problem.deepCopy();
    }

    /** After how many seconds it may go better, if that was said. */
    public Optional<String> retryAfter() {
        return retryAfter;
    }

    /** The name of its type, such as {@code query-timeout}. */
    public String name() {
        String type = problem.path("type").asText();
        return type.substring(type.lastIndexOf(':') + 1);
    }
}
