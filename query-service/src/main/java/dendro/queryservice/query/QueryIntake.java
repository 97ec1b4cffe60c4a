package dendro.queryservice.query;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.query.Cancellation;
import dendro.query.QueryLimits;
import dendro.query.QueryParser;
import dendro.query.QueryRunner;
import dendro.query.Question;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.RequestBody;
import dendro.queryservice.caller.Privacy;
import dendro.queryservice.pool.Client;
import dendro.queryservice.request.RequestTrace;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Function;

/** What all calls that run a query have in common: it is {@link AnalysisWork}, sees what its caller sees and keeps to the limits. */
public final class QueryIntake {

    private final QueryRunner runner;
    private final QueryParser parser;
    private final Privacy privacy;
    private final AnalysisWork analysis;
    private final QueryServiceConfiguration.Limits limits;

    /** An intake over a runner and a parser with the same guard. */
    public QueryIntake(
            QueryRunner runner,
            QueryParser parser,
            Privacy privacy,
            AnalysisWork analysis,
            QueryServiceConfiguration.Limits limits) {
        this.runner = runner;
        this.parser = parser;
        this.privacy = privacy;
        this.analysis = analysis;
        this.limits = limits;
    }

    /** What there is to keep to. */
    QueryServiceConfiguration.Limits limits() {
        return limits;
    }

    /** The body of a request, no further than its limit. */
    RequestBody body(InputStream body, HttpHeaders headers) {
        return RequestBody.read(body, headers, limits.bodyBytes());
    }

    /**
     * A query that has been taken up.
     *
     * @param question what it asks
     * @param limits what it may take
     * @param running until its answer has been sent
     */
    record Asked(Question question, QueryLimits limits, RunningQuery running) {

        /** The response with the query's id. */
        Response with(Response.ResponseBuilder response) {
            return AnalysisWork.with(running, response.build());
        }

        /** The stream, which breaks off once the query is cancelled. */
        OutputStream cancellable(OutputStream out) {
            return new Cancellable(out, running.cancellation());
        }
    }

    /**
     * Takes up a query.
     *
     * @throws dendro.problem.ProblemException what is wrong with the call, or {@code too-many-queries}
     */
    Asked asked(QueryCall call, HttpHeaders headers, SecurityContext security, RequestTrace trace) {
        trace.asked(call.query());
        Question question = call.question(parser.parse(call.query()));
        trace.reads(question.databases());
        QueryLimits queryLimits = limits(call);
        return new Asked(question, queryLimits, analysis.begun(call.query(), headers, security, trace));
    }

    /** Does what has been asked, on a thread of the pool; it is cancelled if its client goes. */
    <T> T done(Asked asked, Client client, Function<QueryRunner, T> work) {
        RunningQuery running = asked.running();
        return analysis.done(running, client, () -> work.apply(runner.seeing(privacy.of(running.caller()))));
    }

    private static final class Cancellable extends FilterOutputStream {

        private static final int PART = 1 << 16;

        private final Cancellation cancellation;

        Cancellable(OutputStream out, Cancellation cancellation) {
            super(out);
            this.cancellation = cancellation;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int end = offset + length;
            for (int begin = offset; begin < end; begin += PART) {
                if (cancellation.isCancelled()) {
                    throw new IOException("The query was cancelled.");
                }
                out.write(bytes, begin, Math.min(PART, end - begin));
            }
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
