package dendro.queryservice.query;

import com.codahale.metrics.annotation.Timed;
import dendro.cursor.Cursor;
import dendro.database.Deadline;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.query.Answer;
import dendro.query.Cancellation;
import dendro.query.QueryExplanation;
import dendro.query.QueryLimits;
import dendro.query.QueryParser;
import dendro.query.QueryRunner;
import dendro.query.Question;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.RequestBody;
import dendro.queryservice.caller.Allowed;
import dendro.queryservice.caller.Caller;
import dendro.queryservice.caller.Privacy;
import dendro.queryservice.caller.Role;
import dendro.queryservice.format.AnswerText;
import dendro.queryservice.format.Format;
import dendro.queryservice.openapi.Exchange;
import dendro.queryservice.pool.Client;
import dendro.queryservice.pool.WorkPool;
import dendro.queryservice.request.Connection;
import dendro.queryservice.request.RequestTrace;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.UUID;

/** {@code POST /v1/query} and {@code POST /v1/query/explain}: one query as of a cursor, and how it is answered. */
@Path("/v1/query")
@Allowed(Role.ANALYST)
public final class QueryResource {

    private static final String ID = "Dendro-Query-Id";

    private final QueryRunner runner;
    private final QueryParser parser;
    private final Privacy privacy;
    private final RunningQueries queries;
    private final WorkPool analysis;
    private final QueryServiceConfiguration.Limits limits;

    /** The resource over a runner and a parser with the same guard. */
    public QueryResource(
            QueryRunner runner,
            QueryParser parser,
            Privacy privacy,
            RunningQueries queries,
            WorkPool analysis,
            QueryServiceConfiguration.Limits limits) {
        this.runner = runner;
        this.parser = parser;
        this.privacy = privacy;
        this.queries = queries;
        this.analysis = analysis;
        this.limits = limits;
    }

    /** The answer with its resolved cursor, in the format the caller likes best. */
    @POST
    @Operation(summary = "One query as of a cursor")
    @Exchange(
            takes = "QueryRequest",
            gives = "QueryAnswer",
            in = {Format.JSON, Format.EDN, Format.CSV, Format.ARROW},
            headers = "QueryId",
            answerHeaders = {"Query-Id", "Types", "Row-Count", "Cursor", "Digest", "Warnings"})
    @Timed
    public Response query(
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context ContainerRequestContext request,
            @Context HttpServletRequest servletRequest) {
        long begun = System.nanoTime();
        RequestTrace trace = RequestTrace.of(request);
        Format.Choice format = Format.chosen(headers, AnswerText.OFFERED);
        Asked asked = asked(body, headers, security, trace);
        RunningQuery running = asked.running();
        Answer answer = done(asked, new Connection(servletRequest), QueryRunner::run);
        trace.cursor(answer.cursor().basis());
        trace.rows(answer.rows().size());
        AnswerText text = AnswerText.of(answer, (System.nanoTime() - begun) / 1e6);
        text.requireAtMost(limits.answerBytes(), format);
        Response.ResponseBuilder response = Response.ok(
                (StreamingOutput) out -> text.write(format, new Cancellable(out, running.cancellation())),
                AnswerText.mediaType(format));
        text.headers().forEach(response::header);
        return response.header(ID, running.id()).build();
    }

    /** How the peer answers the query: takes what {@link #query} takes, and runs it under the same limits. */
    @POST
    @Path("/explain")
    @Operation(summary = "How the peer answers a query: clauses in its order, rows before and after each")
    @Exchange(takes = "QueryRequest", gives = "QueryExplanation", headers = "QueryId", answerHeaders = "Query-Id")
    @Timed
    public Response explain(
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context ContainerRequestContext request,
            @Context HttpServletRequest servletRequest) {
        long begun = System.nanoTime();
        RequestTrace trace = RequestTrace.of(request);
        Asked asked = asked(body, headers, security, trace);
        QueryExplanation explanation = done(asked, new Connection(servletRequest), QueryRunner::explain);
        trace.cursor(explanation.cursor().basis());
        Response response = ExplanationDocument.of(explanation, (System.nanoTime() - begun) / 1e6)
                .response(headers);
        return Response.fromResponse(response).header(ID, asked.running().id()).build();
    }

    private record Asked(QueryCall call, Question question, QueryLimits limits, RunningQuery running) {}

    private Asked asked(InputStream body, HttpHeaders headers, SecurityContext security, RequestTrace trace) {
        QueryCall call = QueryCall.parse(RequestBody.read(body, headers, limits.bodyBytes()));
        trace.asked(call.query());
        Question question = call.question(parser.parse(call.query()));
        trace.reads(question.databases());
        QueryLimits queryLimits = limits(call);
        RunningQuery running = queries.begin(id(headers), Caller.of(security), call.query());
        trace.atEnd(() -> queries.end(running));
        trace.queryId(running.id().toString());
        return new Asked(call, question, queryLimits, running);
    }

    private interface Work<T> {
        T of(QueryRunner runner, Question question, Cursor cursor, QueryLimits limits, Deadline deadline);
    }

    /** A query whose client has gone is cancelled. */
    private <T> T done(Asked asked, Client client, Work<T> work) {
        RunningQuery running = asked.running();
        Client cancelling = () -> {
            boolean isGone = client.isGone();
            if (isGone) {
                running.cancellation().cancel();
            }
            return isGone;
        };
        return analysis.run(cancelling, () -> running.cancellation()
                .run(() -> work.of(
                        runner.seeing(privacy.of(running.caller())),
                        asked.question(),
                        asked.call().cursorFor(asked.question()),
                        asked.limits(),
                        Deadline.after(limits.cursorWait()))));
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

    /** Breaks the answer off once its query is cancelled. */
    private static final class Cancellable extends FilterOutputStream {

        private final Cancellation cancellation;

        Cancellable(OutputStream out, Cancellation cancellation) {
            super(out);
            this.cancellation = cancellation;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (cancellation.isCancelled()) {
                throw new IOException("The query was cancelled.");
            }
            out.write(bytes, offset, length);
        }
    }

    private QueryLimits limits(QueryCall call) {
        Duration time = call.timeout().orElse(limits.queryTime());
        int rows = call.limit().orElse(limits.rows());
        if (time.compareTo(limits.queryTime()) > 0) {
            throw tooMuch("timeout-ms", limits.queryTime().toMillis());
        }
        if (rows > limits.rows()) {
            throw tooMuch("limit", limits.rows());
        }
        return new QueryLimits(time, rows);
    }

    private static RuntimeException tooMuch(String member, long most) {
        return new Problem(ProblemType.TOO_LARGE, "The member '" + member + "' may be at most " + most + ".")
                .exception();
    }
}
