package dendro.queryservice.query;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.query.Cancellation;
import dendro.queryservice.caller.Caller;
import dendro.queryservice.pool.Client;
import dendro.queryservice.pool.WorkPool;
import dendro.queryservice.request.RequestTrace;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What all analysts' work has in common, be it a query or the reading of an entity: it is listed from its arrival until its
 * answer has been sent, so much of it a caller at most, is done in the analysis pool, and ends when it is cancelled or its
 * client goes.
 */
public final class AnalysisWork {

    private static final String ID = "Dendro-Query-Id";

    private final RunningQueries queries;
    private final WorkPool pool;
    private final Duration time;

    /**
     * Work in a pool.
     *
     * @param queries where it is listed
     * @param time that it may take unless it has a time limit of its own
     */
    public AnalysisWork(RunningQueries queries, WorkPool pool, Duration time) {
        this.queries = queries;
        this.pool = pool;
        this.time = time;
    }

    /**
     * Takes up work until its answer has been sent.
     *
     * @param what it is, for whoever lists it
     * @throws dendro.problem.ProblemException {@code too-many-queries}, or {@code request-invalid} for an id that is none
     */
    public RunningQuery begun(String what, HttpHeaders headers, SecurityContext security, RequestTrace trace) {
        RunningQuery running = queries.begin(id(headers), Caller.of(security), what);
        trace.atEnd(() -> queries.end(running));
        trace.queryId(running.id().toString());
        return running;
    }

    /** Does what has been taken up, on a thread of the pool; it is cancelled if its client goes. */
    <T> T done(RunningQuery running, Client client, Supplier<T> work) {
        return pool.run(client.cancelling(running.cancellation()), () -> running.cancellation()
                .run(work));
    }

    /**
     * The same for work that has no time limit of its own.
     *
     * @throws dendro.problem.ProblemException {@code query-timeout} if it asks {@link Cancellation#requireMore} too late
     */
    public <T> T doneInTime(RunningQuery running, Client client, Supplier<T> work) {
        return done(running, client, () -> Cancellation.within(time, work));
    }

    /** A response with the id of the work. */
    public static Response with(RunningQuery running, Response response) {
        return Response.fromResponse(response).header(ID, running.id()).build();
    }

    /** The id a caller has chosen, so as to know it before the answer comes. */
    private static UUID id(HttpHeaders headers) {
        String chosen = headers.getHeaderString(ID);
        if (chosen == null) {
            return UUID.randomUUID();
        }
        try {
            return UUID.fromString(chosen);
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemType.REQUEST_INVALID, "The header " + ID + " must hold a UUID.").exception(e);
        }
    }
}
