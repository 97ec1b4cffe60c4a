package dendro.savedqueries.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.queryapi.ProblemJson;
import dendro.savedqueries.queryservice.Asker;
import dendro.savedqueries.queryservice.Call;
import dendro.savedqueries.queryservice.Exchange;
import dendro.savedqueries.queryservice.Identity;
import dendro.savedqueries.queryservice.QueryServiceClient;
import dendro.savedqueries.queryservice.Refused;
import dendro.savedqueries.queryservice.ServiceAnswer;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the query-service and writes down what came of it. Every question is a run; an answer that is only read again, as of
 * the cursor of a run, is none. Safe for any number of threads.
 */
final class Runs {

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
    private static final String JSON = "application/json";

    private final RunStore store;
    private final QueryServiceClient client;
    private final InFlight inFlight;
    private final int mostKept;
    private final Duration patience;

    /**
     * Runs.
     *
     * @param mostKept bytes of a result that is kept, gzipped
     * @param patience how long the query-service may take to begin an answer
     */
    Runs(RunStore store, QueryServiceClient client, InFlight inFlight, int mostKept, Duration patience) {
        this.store = store;
        this.client = client;
        this.inFlight = inFlight;
        this.mostKept = mostKept;
        this.patience = patience;
    }

    /**
     * Runs a query as of the cursor that is asked for.
     *
     * @throws ProblemException if it cannot be begun, or the query-service does not answer
     * @throws Refused what the query-service said instead of an answer
     */
    RunUnderWay query(Run.Asked asked, Identity who, Asker asker) {
        return begun(asked, "/v1/query", asked.sent().body(asked.cursor()), who, asker);
    }

    /**
     * Runs a query as of many instants.
     *
     * @param series {@code from}, {@code to} and {@code step}
     * @throws ProblemException if it cannot be begun, or the query-service does not answer
     * @throws Refused what the query-service said instead of an answer
     */
    RunUnderWay evolution(Run.Asked asked, ObjectNode series, Identity who, Asker asker) {
        ObjectNode body = asked.sent().body();
        body.setAll(series);
        return begun(asked, "/v1/query/evolution", body, who, asker);
    }

    /** What cannot even be sent is a run, too. */
    void refused(Run.Asked asked, ProblemException refused) {
        Run run = store.begin(asked);
        store.end(run, RunEnd.without(Outcome.FAILED, 0, ProblemJson.write(refused.problem())));
    }

    private RunUnderWay begun(Run.Asked asked, String path, JsonNode body, Identity who, Asker asker) {
        InFlight.Place place = inFlight.take(asked.id());
        try {
            Run run = store.begin(asked);
            long begun = System.nanoTime();
            try {
                ServiceAnswer answer =
                        sent(place, asked.id(), path, body, JSON, who).answer(asker);
                return new RunUnderWay(run, place, answer, millisSince(begun), store, mostKept);
            } catch (Refused e) {
                boolean isCancelled = e.name().equals(ProblemType.QUERY_CANCELLED.slug());
                store.end(
                        run,
                        RunEnd.without(
                                isCancelled ? Outcome.CANCELLED : Outcome.FAILED, millisSince(begun), e.problem()));
                throw e;
            } catch (ProblemException e) {
                boolean isCancelled = e.problem().type() == ProblemType.QUERY_CANCELLED;
                if (isCancelled) {
                    endUnheard(asked.id(), who);
                }
                store.end(
                        run,
                        RunEnd.without(
                                isCancelled ? Outcome.CANCELLED : Outcome.FAILED,
                                millisSince(begun),
                                ProblemJson.write(e.problem())));
                throw e;
            }
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
    }

    /**
     * Reads an answer again as of the cursor of a run.
     *
     * @param run one that has been answered
     * @param accept the media type wanted
     * @throws ProblemException if the query-service does not answer
     * @throws Refused what the query-service said instead of an answer
     */
    Reading again(Run run, String accept, Identity who, Asker asker) {
        UUID id = UUID.randomUUID();
        InFlight.Place place = inFlight.take(id);
        try {
            JsonNode body = run.asked().sent().body(run.resolvedCursor().orElseThrow());
            return new Reading(sent(place, id, "/v1/query", body, accept, who).answer(asker), place);
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
    }

    /** An answer that is read again; must be closed. */
    record Reading(ServiceAnswer answer, InFlight.Place place) implements AutoCloseable {
        @Override
        public void close() {
            answer.close();
            place.close();
        }
    }

    /** Ends a run that is under way, in the query-service and here. */
    void cancel(Run run, Identity who) {
        boolean known = client.cancel(run.id(), who.token());
        boolean here = inFlight.abandon(run.id());
        if (!known && !here && run.outcome() == Outcome.RUNNING) {
            throw new Problem(ProblemType.QUERY_UNKNOWN, "The run " + run.id() + " is not with the query-service.")
                    .exception();
        }
    }

    /** Of a page that has gone nobody is told whether it went well. */
    private void endUnheard(UUID id, Identity who) {
        try {
            var unused = client.cancel(id, who.token());
        } catch (Refused | ProblemException e) {
            LOG.info("The query {} could not be cancelled: {}", id, e.getMessage());
        }
    }

    private Exchange sent(InFlight.Place place, UUID id, String path, JsonNode body, String accept, Identity who) {
        Exchange exchange = client.send(Call.query(path, body.toString(), accept, who.token(), id, patience));
        place.holds(exchange);
        return exchange;
    }

    private static long millisSince(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
