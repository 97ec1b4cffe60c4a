package dendro.savedqueries.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.person.Person;
import dendro.savedqueries.queryservice.Connection;
import dendro.savedqueries.queryservice.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /api/runs} and {@code /api/evolution}: running queries, and what has come of runs. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public final class RunsResource {

    private static final int MOST_LISTED = 200;
    private static final int FARTHEST = 10_000;

    private final RunStore store;
    private final Runs runs;
    private final Questions questions;
    private final Results results;
    private final Answers answers;

    RunsResource(RunStore store, Runs runs, Questions questions, Results results, Answers answers) {
        this.store = store;
        this.runs = runs;
        this.questions = questions;
        this.results = results;
        this.answers = answers;
    }

    /** Runs a query and answers with what it came to. */
    @POST
    @Path("/runs")
    public Response run(
            @Nullable JsonNode body, @Context SecurityContext security, @Context HttpServletRequest request) {
        Identity who = identity(security);
        Run.Asked asked = questions.asked(RunRequest.read(given(body)), RunKind.RUN, Optional.empty(), who);
        return answers.plain(runs.query(asked, who, new Connection(request)), who);
    }

    /** Runs a query as of many instants. */
    @POST
    @Path("/evolution")
    public Response evolution(
            @Nullable JsonNode body, @Context SecurityContext security, @Context HttpServletRequest request) {
        Identity who = identity(security);
        ObjectNode series = RunRequest.series(given(body));
        Run.Asked asked = questions.series(RunRequest.readSeries(given(body)), series, who);
        return answers.plain(runs.evolution(asked, series, who, new Connection(request)), who);
    }

    /** Runs, newest first. */
    @GET
    @Path("/runs")
    public ObjectNode list(
            @QueryParam("query") @Nullable String query,
            @QueryParam("person") @Nullable String person,
            @QueryParam("outcome") @Nullable String outcome,
            @QueryParam("schedule") @Nullable String schedule,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("offset") @DefaultValue("0") int offset,
            @Context SecurityContext security) {
        Identity who = identity(security);
        if (limit < 1 || limit > MOST_LISTED || offset < 0 || offset > FARTHEST) {
            throw invalid("A list has a 'limit' of 1 to " + MOST_LISTED + " and an 'offset' of 0 to " + FARTHEST + ".");
        }
        RunStore.Page page = store.list(new RunStore.Filter(
                given(query).map(text -> uuid("query", text)),
                given(person),
                given(outcome).map(text -> Outcome.named(text)
                        .orElseThrow(() -> invalid("No run has the outcome '" + text + "'."))),
                given(schedule).map(text -> uuid("schedule", text)),
                limit,
                offset));
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("total", page.total());
        ArrayNode listed = json.putArray("runs");
        page.runs().forEach(run -> listed.add(RunJson.write(run, who)));
        return json;
    }

    /** One run. */
    @GET
    @Path("/runs/{id}")
    public ObjectNode one(@PathParam("id") String id, @Context SecurityContext security) {
        return RunJson.write(find(id), identity(security));
    }

    /** Ends a run that is under way. */
    @DELETE
    @Path("/runs/{id}")
    public void cancel(@PathParam("id") String id, @Context SecurityContext security) {
        Identity who = identity(security);
        Run run = find(id);
        if (!run.asked().person().equals(who.name()) && !Person.of(security).isAdmin()) {
            throw new Problem(ProblemType.NOT_PERMITTED, "Only whoever runs a query, or an admin, may cancel it.")
                    .exception();
        }
        runs.cancel(run, who);
    }

    /** The result of a run, as it was or as far as the caller may see it. */
    @GET
    @Path("/runs/{id}/result")
    public Response result(
            @PathParam("id") String id, @Context SecurityContext security, @Context HttpServletRequest request) {
        Identity who = identity(security);
        Run run = find(id);
        return answers.result(run, results.shown(run, who, new Connection(request)), who);
    }

    /** The same question as of the same cursor. */
    @POST
    @Path("/runs/{id}/reproduce")
    public Response reproduce(
            @PathParam("id") String id, @Context SecurityContext security, @Context HttpServletRequest request) {
        Identity who = identity(security);
        Run run = find(id);
        Results.requireAnswered(run);
        JsonNode cursor = run.resolvedCursor().orElseThrow();
        Run.Asked asked = questions.repeated(run, RunKind.REPRODUCE, cursor, who);
        return answers.reproduced(run, runs.query(asked, who, new Connection(request)), who);
    }

    /** The same question as of now. */
    @POST
    @Path("/runs/{id}/redo")
    public Response redo(
            @PathParam("id") String id, @Context SecurityContext security, @Context HttpServletRequest request) {
        Identity who = identity(security);
        Run run = find(id);
        if (run.asked().kind() == RunKind.EVOLUTION) {
            throw new Problem(ProblemType.RUN_NOT_ANSWERED, "An evolution is of many moments; ask for it again.")
                    .exception();
        }
        Run.Asked asked = questions.repeated(run, RunKind.REDO, NullNode.getInstance(), who);
        return answers.plain(runs.query(asked, who, new Connection(request)), who);
    }

    /** Two results row by row. */
    @GET
    @Path("/runs/{a}/compare/{b}")
    public ObjectNode compare(
            @PathParam("a") String a,
            @PathParam("b") String b,
            @Context SecurityContext security,
            @Context HttpServletRequest request)
            throws IOException {
        return answers.compared(find(a), find(b), identity(security), new Connection(request));
    }

    /** The answer of a run in another format, read again as of its cursor. */
    @GET
    @Path("/runs/{id}/download")
    @Produces(MediaType.WILDCARD)
    public Response download(
            @PathParam("id") String id,
            @QueryParam("format") @DefaultValue("csv") String format,
            @QueryParam("spreadsheet") @DefaultValue("false") boolean spreadsheet,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        Run run = find(id);
        Results.requireAnswered(run);
        Download download = Download.of(format, spreadsheet);
        Runs.Reading reading = runs.again(run, download.accept(), identity(security), new Connection(request));
        String type = reading.answer().header("Content-Type").orElse(download.accept());
        return Response.ok((StreamingOutput) out -> {
                    try (reading) {
                        reading.answer().body().transferTo(out);
                    }
                })
                .header("Content-Type", type)
                .header("Content-Disposition", "attachment; filename=\"" + download.fileName(run) + "\"")
                .build();
    }

    private static Identity identity(SecurityContext security) {
        return Person.of(security).identity();
    }

    private Run find(String id) {
        return RunRequest.uuid(id).flatMap(store::find).orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND, "There is no run with the id '" + id + "'.")
                .exception());
    }

    private static JsonNode given(@Nullable JsonNode body) {
        return body == null ? NullNode.getInstance() : body;
    }

    private static UUID uuid(String name, String text) {
        return RunRequest.uuid(text).orElseThrow(() -> invalid("'" + name + "' must be a UUID."));
    }

    private static Optional<String> given(@Nullable String parameter) {
        return Optional.ofNullable(parameter).filter(text -> !text.isEmpty());
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
