package dendro.savedqueries.run;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.queryservice.Asker;
import dendro.savedqueries.queryservice.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Results of runs as somebody may see them.
 *
 * <p>A kept result holds what whoever ran the query might see, private attributes among it, and the query-service, which
 * alone knows what is private, is not asked about it again. So it is shown to others only if they have every role that
 * whoever ran it had: then they would have had the same answer. For everybody else the question is asked again in their
 * own name, as of the same cursor.
 */
final class Results {

    private static final String JSON = "application/json";

    private final Runs runs;
    private final KeptResults kept;

    Results(Runs runs, KeptResults kept) {
        this.runs = runs;
        this.kept = kept;
    }

    /** A result that must be closed. */
    record Opened(InputStream json, AutoCloseable source) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try {
                source.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    /** The kept result, if there is one and it may be shown as it is. */
    Optional<InputStream> kept(Run run, Identity who) {
        return who.lacks(run.asked().roles()).isEmpty() ? kept.find(run.id()) : Optional.empty();
    }

    /**
     * The result that is kept, or what somebody may see of it.
     *
     * @throws ProblemException {@code result-not-kept}
     */
    Opened shown(Run run, Identity who, Asker asker) {
        Optional<InputStream> whole = kept(run, who);
        if (whole.isPresent()) {
            return new Opened(whole.get(), whole.get());
        }
        if (!run.kept()) {
            throw new Problem(
                            ProblemType.RESULT_NOT_KEPT,
                            "The result of this run is not kept, or no more. Reproduce it: its cursor is known.")
                    .exception();
        }
        return again(run, who, asker);
    }

    /** The result, read again if it is not kept. */
    Opened any(Run run, Identity who, Asker asker) {
        Optional<InputStream> whole = kept(run, who);
        return whole.isPresent() ? new Opened(whole.get(), whole.get()) : again(run, who, asker);
    }

    private Opened again(Run run, Identity who, Asker asker) {
        requireAnswered(run);
        Runs.Reading reading = runs.again(run, JSON, who, asker);
        return new Opened(reading.answer().body(), reading);
    }

    /**
     * Refuses a run that has no answer to read again.
     *
     * @throws ProblemException {@code run-not-answered}
     */
    static void requireAnswered(Run run) {
        if (run.outcome() != Outcome.ANSWERED || run.resolvedCursor().isEmpty()) {
            throw new Problem(
                            ProblemType.RUN_NOT_ANSWERED,
                            "This run has no answer with a cursor: it is "
                                    + run.outcome().label() + ", of the kind "
                                    + run.asked().kind().label() + ".")
                    .exception();
        }
    }
}
