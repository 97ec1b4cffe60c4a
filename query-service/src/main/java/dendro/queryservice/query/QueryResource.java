package dendro.queryservice.query;

import com.codahale.metrics.annotation.Timed;
import dendro.cursor.Cursor;
import dendro.database.Deadline;
import dendro.query.Answer;
import dendro.query.QueryExplanation;
import dendro.queryservice.caller.Allowed;
import dendro.queryservice.caller.Role;
import dendro.queryservice.format.AnswerText;
import dendro.queryservice.format.Format;
import dendro.queryservice.openapi.Exchange;
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
import java.io.InputStream;

/** {@code POST /v1/query} and {@code POST /v1/query/explain}: one query as of a cursor, and how it is answered. */
@Path("/v1/query")
@Allowed(Role.ANALYST)
public final class QueryResource {

    private final QueryIntake intake;

    /** The resource over what takes queries in. */
    public QueryResource(QueryIntake intake) {
        this.intake = intake;
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
        QueryCall call = QueryCall.parse(intake.body(body, headers));
        QueryIntake.Asked asked = intake.asked(call, headers, security, trace);
        Answer answer = intake.done(
                asked,
                new Connection(servletRequest),
                runner -> runner.run(asked.question(), cursor(call, asked), asked.limits(), deadline()));
        trace.cursor(answer.cursor().basis());
        trace.rows(answer.rows().size());
        AnswerText text = AnswerText.of(answer, (System.nanoTime() - begun) / 1e6);
        text.requireAtMost(intake.limits().answerBytes(), format);
        Response.ResponseBuilder response = Response.ok(
                (StreamingOutput) out -> text.write(format, asked.cancellable(out)), AnswerText.mediaType(format));
        text.headers().forEach(response::header);
        return asked.with(response);
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
        QueryCall call = QueryCall.parse(intake.body(body, headers));
        QueryIntake.Asked asked = intake.asked(call, headers, security, trace);
        QueryExplanation explanation = intake.done(
                asked,
                new Connection(servletRequest),
                runner -> runner.explain(asked.question(), cursor(call, asked), asked.limits(), deadline()));
        trace.cursor(explanation.cursor().basis());
        Response response = ExplanationDocument.of(explanation, (System.nanoTime() - begun) / 1e6)
                .response(headers, intake.limits().answerBytes());
        return asked.with(Response.fromResponse(response));
    }

    private static Cursor cursor(QueryCall call, QueryIntake.Asked asked) {
        return call.cursorFor(asked.question());
    }

    private Deadline deadline() {
        return Deadline.after(intake.limits().cursorWait());
    }
}
