package dendro.queryservice.query;

import com.codahale.metrics.annotation.Timed;
import dendro.query.Answer;
import dendro.query.Evolution;
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
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** {@code POST /v1/query/evolution}: one query at many instants. */
@Path("/v1/query/evolution")
@Allowed(Role.ANALYST)
public final class EvolutionResource {

    private static final List<Format> OFFERED = List.of(Format.JSON, Format.EDN, Format.CSV);

    /** Each answer of a series has a cursor and a digest of its own, which have no place beside a table. */
    private static final Set<String> OF_THE_TABLE = Set.of("Dendro-Types", "Dendro-Row-Count", "Dendro-Warnings");

    private final QueryIntake intake;

    /** The resource over what takes queries in. */
    public EvolutionResource(QueryIntake intake) {
        this.intake = intake;
    }

    /** The series: for each instant the answer, or that it has not been reached. */
    @POST
    @Operation(summary = "One query at many instants")
    @Exchange(
            takes = "EvolutionRequest",
            gives = "Evolution",
            in = {Format.JSON, Format.EDN, Format.CSV},
            headers = "QueryId",
            answerHeaders = "Query-Id")
    @Timed
    public Response evolution(
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context ContainerRequestContext request,
            @Context HttpServletRequest servletRequest) {
        long begun = System.nanoTime();
        RequestTrace trace = RequestTrace.of(request);
        Format.Choice format = Format.chosen(headers, OFFERED);
        EvolutionCall call = EvolutionCall.parse(intake.body(body, headers));
        List<Instant> instants = call.steps().instants(intake.limits().instants());
        QueryIntake.Asked asked = intake.asked(call.query(), headers, security, trace);
        Evolution evolution = intake.done(
                asked,
                new Connection(servletRequest),
                runner -> Evolution.of(
                        runner,
                        asked.question(),
                        instants,
                        asked.limits(),
                        intake.limits().rows(),
                        intake.limits().cursorWait()));
        List<Answer> answers = evolution.answers();
        if (!answers.isEmpty()) {
            trace.cursor(answers.get(answers.size() - 1).cursor().basis());
        }
        EvolutionText text =
                new EvolutionText(evolution, asked.question().query().columns(), (System.nanoTime() - begun) / 1e6);
        trace.rows(text.rows());
        return asked.with(format.format() == Format.CSV ? table(text, format, asked) : document(text, format, asked));
    }

    private Response.ResponseBuilder table(EvolutionText text, Format.Choice format, QueryIntake.Asked asked) {
        AnswerText table = text.table();
        table.requireAtMost(intake.limits().answerBytes(), format);
        Response.ResponseBuilder response = Response.ok(
                (StreamingOutput) out -> table.write(format, asked.cancellable(out)), AnswerText.mediaType(format));
        table.headers().forEach((name, value) -> {
            if (OF_THE_TABLE.contains(name)) {
                response.header(name, value);
            }
        });
        return response;
    }

    private Response.ResponseBuilder document(EvolutionText text, Format.Choice format, QueryIntake.Asked asked) {
        byte[] bytes = text.document(format.format())
                .bytes(format.format(), intake.limits().answerBytes());
        return Response.ok(
                (StreamingOutput) out -> asked.cancellable(out).write(bytes),
                format.format().mediaType());
    }
}
