package dendro.queryservice.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.Buffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * An answer as a stream of Arrow record batches. The schema's metadata holds cursor, digest, row count and warnings;
 * each field's metadata holds the column's kind, {@code dendro.type}.
 */
public final class ArrowAnswer {

    private static final int BATCH = 4096;

    /** One batch of rows; Arrow's memory lies outside of the heap. */
    private static final long MEMORY = 1L << 30;

    private ArrowAnswer() {}

    /** Whether this Java lets Arrow at its memory: {@code --add-opens=java.base/java.nio=ALL-UNNAMED}. */
    public static boolean isPossible() {
        return Buffer.class.getModule().isOpen("java.nio", ArrowAnswer.class.getModule());
    }

    static void write(AnswerText text, OutputStream out) throws IOException {
        List<List<Object>> rows = text.answer().rows();
        try (BufferAllocator memory = new RootAllocator(MEMORY)) {
            List<ArrowColumn> columns = new ArrayList<>();
            for (int column = 0; column < text.kinds().size(); column++) {
                columns.add(ArrowColumn.of(
                        text.answer().columns().get(column), text.kinds().get(column), rows, column));
            }
            Schema schema = new Schema(columns.stream().map(ArrowColumn::field).toList(), metadata(text));
            try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, memory);
                    ArrowStreamWriter writer = new ArrowStreamWriter(root, null, Channels.newChannel(out))) {
                writer.start();
                for (int begin = 0; begin < rows.size(); begin += BATCH) {
                    List<List<Object>> batch = rows.subList(begin, Math.min(begin + BATCH, rows.size()));
                    for (int column = 0; column < columns.size(); column++) {
                        columns.get(column).fill(root.getVector(column), batch, column);
                    }
                    root.setRowCount(batch.size());
                    writer.writeBatch();
                }
                writer.end();
            }
        }
        out.flush();
    }

    private static Map<String, String> metadata(AnswerText text) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("dendro.cursor", JsonText.of(text.answer().cursor().basis()));
        metadata.put("dendro.digest", text.answer().digest());
        metadata.put("dendro.row-count", Long.toString(text.answer().rowCount()));
        metadata.put("dendro.warnings", JsonText.of(text.answer().warnings()));
        return metadata;
    }
}
