package dendro.queryapi;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.features.Column;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingSetSummary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A shard of a training set as it arrives. For one thread; must be closed. A stream that breaks off throws {@code
 * service-unavailable}, never ends as if it were whole.
 */
public final class TrainingSetStream implements Iterator<TrainingOutcome>, AutoCloseable {

    private final BufferedReader lines;
    private final List<Column> columns;
    private Optional<TrainingOutcome> next = Optional.empty();
    private @Nullable TrainingSetSummary summary;

    /** The lines of a body, which it closes with itself. */
    public TrainingSetStream(InputStream body) {
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        try {
            this.columns = FeatureJson.columns(Json.member(line(), "columns"));
        } catch (ProblemException e) {
            close();
            throw e;
        }
    }

    /** The columns of every row. */
    public List<Column> columns() {
        return columns;
    }

    /** What the shard came to, once {@link #hasNext} has said that there is nothing more. */
    public TrainingSetSummary summary() {
        if (summary == null) {
            throw new IllegalStateException("The summary comes after the last row.");
        }
        return summary;
    }

    @Override
    public boolean hasNext() {
        if (next.isEmpty() && summary == null) {
            JsonNode line = line();
            if (line.has("summary")) {
                summary = TrainingSetLines.readSummary(line.get("summary"));
            } else if (!line.has("id")) {
                throw ProblemJson.read(Json.member(line, "problem")).exception();
            } else {
                next = Optional.of(TrainingSetLines.outcome(columns, line));
            }
        }
        return next.isPresent();
    }

    @Override
    public TrainingOutcome next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The shard has no further row.");
        }
        TrainingOutcome outcome = next.orElseThrow();
        next = Optional.empty();
        return outcome;
    }

    private JsonNode line() {
        try {
            String line = lines.readLine();
            if (line == null) {
                throw brokenOff(new IOException("the stream ended before its summary"));
            }
            return Json.parse(line);
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    private static ProblemException brokenOff(IOException cause) {
        return new Problem(
                        ProblemType.SERVICE_UNAVAILABLE,
                        "The query-service's stream of a training set broke off: " + cause.getMessage() + ".")
                .exception(cause);
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Closing the stream of a training set failed.", e);
        }
    }
}
