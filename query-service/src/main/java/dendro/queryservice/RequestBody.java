package dendro.queryservice;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The text of a request, read no further than its limit. */
public final class RequestBody {

    private RequestBody() {}

    /**
     * The whole body as text.
     *
     * @throws dendro.problem.ProblemException {@code too-large} if it holds more than {@code limit} bytes
     */
    public static String read(InputStream body, int limit) {
        try {
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new Problem(ProblemType.TOO_LARGE, "The request holds more than " + limit + " bytes.")
                        .exception();
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The request broke off.", e);
        }
    }
}
