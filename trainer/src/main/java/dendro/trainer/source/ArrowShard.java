package dendro.trainer.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.EntityAt;
import dendro.features.FeatureValues;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.queryapi.FeatureJson;
import dendro.queryapi.ProblemJson;
import dendro.queryapi.TrainingSetLines;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingRow;
import dendro.training.TrainingSetSummary;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.UUID;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A shard in Arrow: columns {@code id}, {@code timestamp}, {@code values}, {@code label}, {@code cursor} and {@code problem}.
 * The last row has nothing but {@code summary}, or nothing but {@code problem} if reading failed.
 */
final class ArrowShard implements SentShard {

    static final String MEDIA_TYPE = "application/vnd.apache.arrow.stream";

    private static final long MEMORY = 1L << 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferAllocator memory = new RootAllocator(MEMORY);
    private final ArrowStreamReader reader;
    private final VectorSchemaRoot batch;
    private final List<Column> columns;
    private int row;
    private @Nullable TrainingOutcome next;
    private @Nullable TrainingSetSummary summary;

    /** Of a body, which it closes with itself. */
    ArrowShard(InputStream body) {
        this.reader = new ArrowStreamReader(body, memory);
        try {
            this.batch = reader.getVectorSchemaRoot();
        } catch (IOException | RuntimeException e) {
            close();
            throw brokenOff(e);
        }
        this.columns = batch.getVector("values").getField().getChildren().stream()
                .map(field -> new Column(
                        field.getName(), ColumnType.ofLabel(field.getMetadata().getOrDefault("dendro.type", ""))))
                .toList();
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public TrainingSetSummary summary() {
        if (summary == null) {
            throw new IllegalStateException("The summary comes after the last row.");
        }
        return summary;
    }

    @Override
    public boolean hasNext() {
        if (next == null && summary == null) {
            read();
        }
        return next != null;
    }

    @Override
    public TrainingOutcome next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("The shard has no further row.");
        }
        TrainingOutcome outcome = next;
        next = null;
        return outcome;
    }

    private void read() {
        try {
            while (row >= batch.getRowCount()) {
                if (!reader.loadNextBatch()) {
                    throw new IOException("the stream ended before its summary");
                }
                row = 0;
            }
            if (!batch.getVector("id").isNull(row)) {
                next = outcome();
            } else if (!batch.getVector("summary").isNull(row)) {
                summary = TrainingSetLines.readSummary(json("summary"));
            } else {
                throw ProblemJson.read(json("problem")).exception();
            }
            row++;
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    private TrainingOutcome outcome() throws JsonProcessingException {
        EntityAt at = new EntityAt(
                text(batch.getVector("id")),
                Instant.ofEpochMilli(((TimeStampMilliTZVector) batch.getVector("timestamp")).get(row)));
        if (!batch.getVector("problem").isNull(row)) {
            return new TrainingOutcome.Failed(at, ProblemJson.read(json("problem")));
        }
        Float8Vector label = (Float8Vector) batch.getVector("label");
        return new TrainingOutcome.Row(new TrainingRow(
                at,
                values(),
                label.isNull(row) ? OptionalDouble.empty() : OptionalDouble.of(label.get(row)),
                FeatureJson.cursor(json("cursor"))));
    }

    private FeatureValues values() {
        List<FieldVector> fields = ((StructVector) batch.getVector("values")).getChildrenFromFields();
        @Nullable Object[] values = new Object[columns.size()];
        for (int index = 0; index < values.length; index++) {
            FieldVector field = fields.get(index);
            values[index] = field.isNull(row) ? null : value(columns.get(index).type(), field);
        }
        return FeatureValues.ofOwned(values);
    }

    private Object value(ColumnType type, FieldVector field) {
        return switch (type) {
            case LONG -> ((BigIntVector) field).get(row);
            case DOUBLE -> ((Float8Vector) field).get(row);
            case BOOLEAN -> ((BitVector) field).get(row) == 1;
            case INSTANT -> Instant.ofEpochMilli(((TimeStampMilliTZVector) field).get(row));
            case DECIMAL -> new BigDecimal(text(field));
            case UUID -> UUID.fromString(text(field));
            case TEXT, KEYWORD -> text(field);
        };
    }

    private String text(FieldVector field) {
        return new String(((VarCharVector) field).get(row), StandardCharsets.UTF_8);
    }

    private JsonNode json(String column) throws JsonProcessingException {
        return JSON.readTree(text(batch.getVector(column)));
    }

    private static ProblemException brokenOff(Exception cause) {
        return new Problem(
                        ProblemType.SERVICE_UNAVAILABLE,
                        "The query-service's stream of a training set broke off: " + cause.getMessage() + ".")
                .exception(cause);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw brokenOff(e);
        } finally {
            memory.close();
        }
    }
}
