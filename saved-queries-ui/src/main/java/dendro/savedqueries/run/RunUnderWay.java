package dendro.savedqueries.run;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.queryapi.ProblemJson;
import dendro.savedqueries.queryservice.ServiceAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * A run whose answer has begun to come. For one thread, which must close it; it is handed on once, which ends the run.
 */
final class RunUnderWay implements AutoCloseable {

    private final Run run;
    private final InFlight.Place place;
    private final ServiceAnswer answer;
    private final AnswerHead head;
    private final long elapsedMillis;
    private final RunStore store;
    private final int mostKept;

    RunUnderWay(Run run, InFlight.Place place, ServiceAnswer answer, long elapsedMillis, RunStore store, int mostKept) {
        this.run = run;
        this.place = place;
        this.answer = answer;
        this.head = AnswerHead.of(answer::header);
        this.elapsedMillis = elapsedMillis;
        this.store = store;
        this.mostKept = mostKept;
    }

    /** What is known before the first row. */
    AnswerHead head() {
        return head;
    }

    /** The answer, for whoever reads some of it before handing it on. */
    InputStream body() {
        return answer.body();
    }

    /**
     * Hands the answer on, without its last bracket, and ends the run.
     *
     * @throws IOException if the answer breaks off or nobody takes it; the run has ended then, too
     */
    Run handOn(InputStream body, OutputStream out) throws IOException {
        Optional<byte[]> copy;
        try {
            copy = AnswerRelay.handOn(body, out, mostKept);
        } catch (AnswerRelay.BrokenOff e) {
            Problem problem = place.isAbandoned()
                    ? new Problem(ProblemType.QUERY_CANCELLED, "The query was cancelled while its answer was sent.")
                    : new Problem(
                            ProblemType.SERVICE_UNAVAILABLE,
                            "The query-service's answer broke off: " + e.getMessage() + ".");
            end(place.isAbandoned() ? Outcome.CANCELLED : Outcome.FAILED, problem);
            throw e;
        } catch (IOException e) {
            end(
                    Outcome.CANCELLED,
                    new Problem(ProblemType.QUERY_CANCELLED, "Whoever asked has gone while the answer was sent."));
            throw e;
        }
        return store.end(run, RunEnd.answered(head, elapsedMillis, copy));
    }

    private void end(Outcome outcome, Problem problem) {
        JsonNode json = ProblemJson.write(problem);
        store.end(run, RunEnd.without(outcome, elapsedMillis, json));
    }

    @Override
    public void close() {
        answer.close();
        place.close();
    }
}
