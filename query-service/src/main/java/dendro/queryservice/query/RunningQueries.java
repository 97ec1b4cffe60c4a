package dendro.queryservice.query;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.Cancellation;
import dendro.queryservice.caller.Caller;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All queries, and other work of analysts, that run or wait to, so many a caller at most. Safe for any number of threads. */
public final class RunningQueries {

    private final int mostPerCaller;
    private final Map<UUID, RunningQuery> byId = new LinkedHashMap<>();

    /** None yet. */
    public RunningQueries(int mostPerCaller) {
        this.mostPerCaller = mostPerCaller;
    }

    /**
     * Takes up a query; {@link #end} gives its place back.
     *
     * @throws ProblemException {@code too-many-queries}, or {@code request-invalid} if another query runs under the id
     */
    synchronized RunningQuery begin(UUID id, Caller caller, String query) {
        if (byId.containsKey(id)) {
            throw new Problem(ProblemType.REQUEST_INVALID, "A query with the id " + id + " is running already.")
                    .exception();
        }
        if (ofName(caller).size() >= mostPerCaller) {
            throw new Problem(
                            ProblemType.TOO_MANY_QUERIES,
                            "You run " + mostPerCaller + " queries already, which is as many as you may at a time. Wait"
                                    + " for one, or cancel one: GET /v1/queries lists them.")
                    .exception();
        }
        RunningQuery running = new RunningQuery(id, caller, query, Instant.now(), new Cancellation());
        byId.put(id, running);
        return running;
    }

    synchronized void end(RunningQuery query) {
        byId.remove(query.id());
    }

    /** The queries a caller may see, oldest first: its own, or for an admin everybody's. */
    synchronized List<RunningQuery> of(Caller caller) {
        return caller.isAdmin() ? List.copyOf(byId.values()) : ofName(caller);
    }

    /** Cancels a query that a caller may see; {@code query-unknown} if there is none with this id. */
    void cancel(Caller caller, String id) {
        of(caller).stream()
                .filter(query -> query.id().toString().equals(id))
                .findFirst()
                .orElseThrow(() -> new Problem(
                                ProblemType.QUERY_UNKNOWN, "No query of yours with the id " + id + " is running.")
                        .exception())
                .cancellation()
                .cancel();
    }

    private List<RunningQuery> ofName(Caller caller) {
        return byId.values().stream()
                .filter(query -> query.caller().equals(caller))
                .toList();
    }
}
