package dendro.queryservice.training;

import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.EntityAt;
import dendro.features.FeatureValues;
import dendro.problem.Problem;
import dendro.queryapi.FeatureJson;
import dendro.queryapi.ProblemJson;
import dendro.queryapi.TrainingSetLines;
import dendro.training.TrainingOutcome;
import dendro.training.TrainingRow;
import dendro.training.TrainingSetSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The stream of a training set in Arrow, the columns {@code id}, {@code timestamp}, {@code values} (a struct, one field
 * a feature), {@code label}, {@code cursor} and {@code problem}. The last row has nothing but {@code summary}, or nothing
 * but {@code problem} if reading failed; a stream without such a row broke off.
 */
final class TrainingSetArrow implements TrainingSetWriter {

    private static final int BATCH = 1024;
    private static final long MEMORY = 1L << 30;
    private static final ArrowType INSTANT = new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC");
    private static final ArrowType REAL = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);

    private final List<Column> columns;
    private final BufferAllocator memory = new RootAllocator(MEMORY);
    private final VectorSchemaRoot root;
    private final ArrowStreamWriter writer;
    private int rows;

    TrainingSetArrow(List<Column> columns, OutputStream out) {
        this.columns = columns;
        this.root = VectorSchemaRoot.create(schema(columns), memory);
        this.writer = new ArrowStreamWriter(root, null, Channels.newChannel(out));
        try {
            writer.start();
        } catch (IOException e) {
            throw callerAway(e);
        }
    }

    private static Schema schema(List<Column> columns) {
        List<Field> values = columns.stream()
                .map(column ->
                        field(column.name(), type(column.type()), column.type().label(), List.of()))
                .toList();
        return new Schema(List.of(
                field("id", ArrowType.Utf8.INSTANCE, "text", List.of()),
                field("timestamp", INSTANT, "instant", List.of()),
                field("values", ArrowType.Struct.INSTANCE, "values", values),
                field("label", REAL, "double", List.of()),
                field("cursor", ArrowType.Utf8.INSTANCE, "json", List.of()),
                field("problem", ArrowType.Utf8.INSTANCE, "json", List.of()),
                field("summary", ArrowType.Utf8.INSTANCE, "json", List.of())));
    }

    private static Field field(String name, ArrowType type, String kind, List<Field> children) {
        return new Field(name, new FieldType(true, type, null, Map.of("dendro.type", kind)), children);
    }

    private static ArrowType type(ColumnType type) {
        return switch (type) {
            case LONG -> new ArrowType.Int(64, true);
            case DOUBLE -> REAL;
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case INSTANT -> INSTANT;
            // A decimal of Arrow's has one scale for all rows, which is not known before the last one.
            case DECIMAL, TEXT, KEYWORD, UUID -> ArrowType.Utf8.INSTANCE;
        };
    }

    @Override
    public void row(TrainingOutcome outcome) {
        if (outcome instanceof TrainingOutcome.Row taken) {
            TrainingRow row = taken.row();
            at(row.at());
            values(row.values());
            row.label().ifPresent(label -> set(root.getVector("label"), label));
            set(root.getVector("cursor"), FeatureJson.cursor(row.cursor()).toString());
        } else if (outcome instanceof TrainingOutcome.Failed failed) {
            at(failed.at());
            set(root.getVector("problem"), ProblemJson.write(failed.problem()).toString());
        }
        endRow();
    }

    @Override
    public void summary(TrainingSetSummary summary) {
        set(root.getVector("summary"), TrainingSetLines.summaryJson(summary).toString());
        endRow();
        end();
    }

    @Override
    public void problem(Problem problem) {
        set(root.getVector("problem"), ProblemJson.write(problem).toString());
        endRow();
        end();
    }

    private void at(EntityAt at) {
        set(root.getVector("id"), at.id());
        set(root.getVector("timestamp"), at.timestamp());
    }

    private void values(FeatureValues values) {
        StructVector struct = (StructVector) root.getVector("values");
        List<FieldVector> children = struct.getChildrenFromFields();
        for (int index = 0; index < columns.size(); index++) {
            FieldVector child = children.get(index);
            values.value(index).ifPresent(value -> set(child, value));
        }
        struct.setIndexDefined(rows);
    }

    private void set(FieldVector vector, Object value) {
        if (vector instanceof BigIntVector longs) {
            longs.setSafe(rows, (Long) value);
        } else if (vector instanceof Float8Vector doubles) {
            doubles.setSafe(rows, (Double) value);
        } else if (vector instanceof BitVector bits) {
            bits.setSafe(rows, (Boolean) value ? 1 : 0);
        } else if (vector instanceof TimeStampMilliTZVector instants) {
            instants.setSafe(rows, ((Instant) value).toEpochMilli());
        } else {
            ((VarCharVector) vector).setSafe(rows, value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void endRow() {
        rows++;
        if (rows == BATCH) {
            flush();
        }
    }

    private void flush() {
        root.setRowCount(rows);
        try {
            writer.writeBatch();
        } catch (IOException e) {
            throw callerAway(e);
        }
        root.getFieldVectors().forEach(FieldVector::reset);
        rows = 0;
    }

    private void end() {
        if (rows > 0) {
            flush();
        }
        try {
            writer.end();
        } catch (IOException e) {
            throw callerAway(e);
        }
    }

    private static UncheckedIOException callerAway(IOException cause) {
        return new UncheckedIOException("The caller went away.", cause);
    }

    @Override
    public void close() {
        // Not the writer: it would end the stream as if it were whole.
        root.close();
        memory.close();
    }
}
