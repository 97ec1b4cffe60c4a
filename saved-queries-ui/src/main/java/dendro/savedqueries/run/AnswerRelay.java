package dendro.savedqueries.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Hands a JSON object on while it comes, without its last bracket, so that members can be added to it, and keeps a copy of
 * it, gzipped, if that is small enough. Answers are larger than what there is room for in memory for all of them at once.
 */
final class AnswerRelay {

    private static final int PART = 1 << 14;

    private AnswerRelay() {}

    /** The answer stopped coming, or is none. */
    static final class BrokenOff extends IOException {

        private static final long serialVersionUID = 1L;

        BrokenOff(String message) {
            super(message);
        }

        BrokenOff(IOException cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    /**
     * Hands on.
     *
     * @param mostKept bytes of the copy
     * @return the copy of the whole object, gzipped; empty if it would be larger
     * @throws BrokenOff if reading fails
     * @throws IOException if writing fails
     */
    static Optional<byte[]> handOn(InputStream from, OutputStream to, int mostKept) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        byte[] part = new byte[PART];
        int held = -1;
        try (GZIPOutputStream gzip = new GZIPOutputStream(copy)) {
            for (int read = read(from, part); read >= 0; read = read(from, part)) {
                if (read == 0) {
                    continue;
                }
                if (held >= 0) {
                    to.write(held);
                }
                to.write(part, 0, read - 1);
                held = part[read - 1];
                if (copy.size() <= mostKept) {
                    gzip.write(part, 0, read);
                }
            }
        }
        if (held != '}') {
            throw new BrokenOff("The answer ended before its end.");
        }
        return copy.size() <= mostKept ? Optional.of(copy.toByteArray()) : Optional.empty();
    }

    private static int read(InputStream from, byte[] part) throws BrokenOff {
        try {
            return from.read(part);
        } catch (IOException e) {
            throw new BrokenOff(e);
        }
    }
}
