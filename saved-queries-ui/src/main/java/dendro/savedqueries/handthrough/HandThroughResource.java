package dendro.savedqueries.handthrough;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.person.Person;
import dendro.savedqueries.problem.ProblemMapper;
import dendro.savedqueries.queryservice.Call;
import dendro.savedqueries.queryservice.Connection;
import dendro.savedqueries.queryservice.Exchange;
import dendro.savedqueries.queryservice.QueryServiceClient;
import dendro.savedqueries.queryservice.ServiceAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1}: what the page asks of the query-service and this service adds nothing to: schemas, procedures, entities,
 * transactions, running queries, and how a query is answered. It is asked in the name of whoever is signed in, this list and
 * no more, and its answers are streams.
 */
@Path("/api/v1")
public final class HandThroughResource {

    private static final Pattern PATHS = Pattern.compile(
            "/v1/(schema|procedures|queries|databases(/[A-Za-z0-9_-][A-Za-z0-9._-]*(/(entity(/history)?|transactions))?)?)");
    private static final List<String> HEADERS = List.of("Content-Type", "Dendro-Query-Id", "Dendro-Request-Id");
    private static final String JSON = "application/json";

    private final QueryServiceClient client;
    private final Semaphore free;
    private final Duration patience;

    /**
     * The resource.
     *
     * @param atOnce how many requests are handed through at a time
     * @param patience how long the query-service may take to begin an answer
     */
    public HandThroughResource(QueryServiceClient client, int atOnce, Duration patience) {
        this.client = client;
        this.free = new Semaphore(atOnce);
        this.patience = patience;
    }

    /** Whatever is on the list. */
    @GET
    @Path("/{path: .*}")
    public Response get(
            @HeaderParam("Accept") @Nullable String accept,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length() + "/api".length());
        if (!PATHS.matcher(path).matches()) {
            throw new Problem(ProblemType.NOT_FOUND, "Nothing of the query-service is to be had at " + path + ".")
                    .exception();
        }
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        String wanted = accept == null || accept.contains("*/*") ? JSON : accept;
        return handedThrough(
                Call.get(path + query, wanted, Person.of(security).identity().token(), patience), request);
    }

    /** How a query is answered. */
    @POST
    @Path("/query/explain")
    public Response explain(String body, @Context SecurityContext security, @Context HttpServletRequest request) {
        return handedThrough(
                Call.query(
                        "/v1/query/explain",
                        body,
                        JSON,
                        Person.of(security).identity().token(),
                        UUID.randomUUID(),
                        patience),
                request);
    }

    private Response handedThrough(Call call, HttpServletRequest request) {
        if (!free.tryAcquire()) {
            throw new Problem(ProblemType.OVERLOADED, "So much is asked already. Try again in a moment.")
                    .with(ProblemMapper.RETRY_AFTER, "1")
                    .exception();
        }
        try {
            ServiceAnswer answer = sent(call).answer(new Connection(request));
            Response.ResponseBuilder response = Response.status(answer.status()).entity((StreamingOutput) out -> {
                try (answer) {
                    answer.body().transferTo(out);
                } finally {
                    free.release();
                }
            });
            for (String name : HEADERS) {
                Optional<String> value = answer.header(name);
                value.ifPresent(text -> response.header(name, text));
            }
            return response.build();
        } catch (RuntimeException e) {
            free.release();
            throw e;
        }
    }

    private Exchange sent(Call call) throws ProblemException {
        try {
            return client.send(call);
        } catch (IllegalArgumentException e) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "The address is none that can be asked: " + e.getMessage() + ".")
                    .exception(e);
        }
    }
}
