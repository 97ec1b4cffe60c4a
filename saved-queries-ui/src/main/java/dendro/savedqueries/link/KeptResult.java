package dendro.savedqueries.link;

import com.fasterxml.jackson.databind.util.RawValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.jdbi.v3.core.Handle;

/** The result of a run as it was kept: the JSON that the query-service answered with, handed on as it is. */
final class KeptResult {

    /** What is kept is bounded as it is gzipped, which a thousand times as much can be; and links ask nobody who they are. */
    private static final int MOST_BYTES = 16 << 20;

    private KeptResult() {}

    /** Empty if it was not kept, or is too large to be shown to whoever comes. */
    static Optional<RawValue> find(Handle handle, UUID run) {
        List<byte[]> parts = handle.createQuery("select content from result_parts where run = :run order by part")
                .bind("run", run)
                .map((row, context) -> row.getBytes("content"))
                .list();
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        parts.forEach(whole::writeBytes);
        try (GZIPInputStream json = new GZIPInputStream(new ByteArrayInputStream(whole.toByteArray()))) {
            byte[] read = json.readNBytes(MOST_BYTES + 1);
            return read.length > MOST_BYTES
                    ? Optional.empty()
                    : Optional.of(new RawValue(new String(read, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("The kept result of the run " + run + " cannot be read.", e);
        }
    }
}
