package dendro.queryservice.query;

import com.codahale.metrics.annotation.Timed;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.database.Deadline;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.query.Answer;
import dendro.query.QueryLimits;
import dendro.query.QueryParser;
import dendro.query.QueryRunner;
import dendro.query.Question;
import dendro.queryapi.FeatureJson;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.RequestBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Duration;

/** {@code POST /v1/query}: one query as of a cursor. */
@Path("/v1/query")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class QueryResource {

    private final QueryRunner runner;
    private final QueryParser parser;
    private final QueryServiceConfiguration.Limits limits;

    /** The resource over a runner and a parser with the same guard. */
    public QueryResource(QueryRunner runner, QueryParser parser, QueryServiceConfiguration.Limits limits) {
        this.runner = runner;
        this.parser = parser;
        this.limits = limits;
    }

    /** The answer with its resolved cursor. */
    @POST
    @Timed
    public String query(InputStream body) {
        long begun = System.nanoTime();
        QueryCall call = QueryCall.parse(RequestBody.read(body, limits.bodyBytes()));
        Question question = call.question(parser.parse(call.query()));
        Answer answer =
                runner.run(question, call.cursorFor(question), limits(call), Deadline.after(limits.cursorWait()));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("columns", ValueJson.array(answer.columns()));
        json.set("rows", ValueJson.rows(answer.rows()));
        json.put("row-count", answer.rowCount());
        json.set("cursor", FeatureJson.cursor(answer.cursor()));
        json.put("digest", answer.digest());
        json.set("warnings", ValueJson.array(answer.warnings()));
        json.put("elapsed-ms", (System.nanoTime() - begun) / 1e6);
        return json.toString();
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
