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

    private KeptResult() {}

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
            return Optional.of(new RawValue(new String(json.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("The kept result of the run " + run + " cannot be read.", e);
        }
    }
}
