package dendro.queryservice.training;

import dendro.features.Column;
import dendro.problem.Problem;
import dendro.queryapi.TrainingSetLines;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingSetSummary;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The stream of a training set as lines of JSON. */
final class TrainingSetText implements TrainingSetWriter {

    private final List<Column> columns;
    private final Writer lines;

    TrainingSetText(List<Column> columns, OutputStream out) {
        this.columns = columns;
        this.lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        write(TrainingSetLines.header(columns));
        flush();
    }

    @Override
    public void row(TrainingOutcome outcome) {
        write(TrainingSetLines.line(columns, outcome));
    }

    @Override
    public void summary(TrainingSetSummary summary) {
        write(TrainingSetLines.summary(summary));
        flush();
    }

    @Override
    public void problem(Problem problem) {
        write(TrainingSetLines.problem(problem));
        flush();
    }

    private void write(String line) {
        try {
            lines.write(line);
            lines.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("The caller went away.", e);
        }
    }

    private void flush() {
        try {
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The caller went away.", e);
        }
    }

    @Override
    public void close() {
        // The stream belongs to the response.
    }
}
