package dendro.queryservice.query;

import com.codahale.metrics.annotation.Timed;
import dendro.queryservice.caller.Allowed;
import dendro.queryservice.caller.Caller;
import dendro.queryservice.caller.Role;
import dendro.queryservice.format.Document;
import dendro.queryservice.openapi.Exchange;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** {@code GET /v1/queries} and {@code DELETE /v1/queries/{id}}: what runs, and ending it. */
@Path("/v1/queries")
@Allowed(Role.ANALYST)
public final class QueriesResource {

    private final RunningQueries queries;

    /** The resource over running queries. */
    public QueriesResource(RunningQueries queries) {
        this.queries = queries;
    }

    /** The caller's queries; for an admin, everybody's. */
    @GET
    @Operation(summary = "The queries that run or wait: the caller's own, for an admin everybody's")
    @Exchange(gives = "RunningQueries")
    @Timed
    public Response list(@Context HttpHeaders headers, @Context SecurityContext security) {
        List<Object> running = new ArrayList<>();
        for (RunningQuery query : queries.of(Caller.of(security))) {
            running.add(new Document()
                    .with("id", query.id())
                    .with("caller", query.caller().name())
                    .with("query", query.query())
                    .with("began", Date.from(query.began()))
                    .with(
                            "running-ms",
                            Duration.between(query.began(), Instant.now()).toMillis())
                    .with("cancelled", query.cancellation().isCancelled())
                    .members());
        }
        return new Document().with("queries", running).response(headers, Long.MAX_VALUE);
    }

    /** Ends a query; its own caller gets {@code query-cancelled}. */
    @DELETE
    @Path("/{id}")
    @Operation(summary = "Ends a query")
    @Exchange
    @Timed
    public void cancel(
            @Parameter(description = "Of the query.") @PathParam("id") String id, @Context SecurityContext security) {
        queries.cancel(Caller.of(security), id);
    }
}
