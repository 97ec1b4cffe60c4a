package dendro.savedqueries.link;

import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The kept result of a run, handed on as it is. */
final class LinkedResult {

    /** What is kept is bounded as it is gzipped, which a thousand times as much can be; and links ask nobody who they are. */
    private static final int MOST_BYTES = 16 << 20;

    private LinkedResult() {}

    /** Empty if it is too large to be shown to whoever comes. */
    static Optional<RawValue> read(InputStream kept) {
        try (InputStream json = kept) {
            byte[] read = json.readNBytes(MOST_BYTES + 1);
            return read.length > MOST_BYTES
                    ? Optional.empty()
                    : Optional.of(new RawValue(new String(read, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("A kept result cannot be read.", e);
        }
    }
}
