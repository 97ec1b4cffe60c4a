package dendro.queryservice.query;

import com.codahale.metrics.annotation.Timed;
import dendro.database.Deadline;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.query.Answer;
import dendro.query.Query;
import dendro.query.QueryLimits;
import dendro.query.QueryRunner;
import dendro.query.guard.QueryGuard;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.RequestBody;
import dendro.queryservice.caller.Allowed;
import dendro.queryservice.caller.Caller;
import dendro.queryservice.caller.Privacy;
import dendro.queryservice.caller.Role;
import dendro.queryservice.format.AnswerText;
import dendro.queryservice.format.Format;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.time.Duration;

/** {@code POST /v1/query}: one query as of a cursor. */
@Path("/v1/query")
@Allowed(Role.ANALYST)
public final class QueryResource {

    private final QueryRunner runner;
    private final QueryGuard guard;
    private final Privacy privacy;
    private final QueryServiceConfiguration.Limits limits;

    /** The resource over a runner. */
    public QueryResource(
            QueryRunner runner, QueryGuard guard, Privacy privacy, QueryServiceConfiguration.Limits limits) {
        this.runner = runner;
        this.guard = guard;
        this.privacy = privacy;
        this.limits = limits;
    }

    /** The answer with its resolved cursor, in the format the caller likes best. */
    @POST
    @Timed
    public Response query(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
        long begun = System.nanoTime();
        Format.Choice format = Format.chosen(headers, AnswerText.OFFERED);
        QueryCall call = QueryCall.parse(RequestBody.read(body, headers, limits.bodyBytes()));
        Query query = Query.parse(call.query(), guard);
        Answer answer = runner.seeing(privacy.of(Caller.of(security)))
                .run(query, call.args(), call.cursorFor(query), limits(call), Deadline.after(limits.cursorWait()));
        AnswerText text = AnswerText.of(answer, (System.nanoTime() - begun) / 1e6);
        Response.ResponseBuilder response =
                Response.ok((StreamingOutput) out -> text.write(format, out), AnswerText.mediaType(format));
        text.headers().forEach(response::header);
        return response.build();
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
