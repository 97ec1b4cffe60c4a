package dendro.queryservice;

import dendro.edn.Edn;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.queryservice.format.EdnToJson;
import dendro.queryservice.format.Format;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that has been read, no further than its limit.
 *
 * @param format JSON or EDN
 * @param text of the whole body
 */
public record RequestBody(Format format, String text) {

    /**
     * Reads a body. Without a {@code Content-Type} it is taken for JSON.
     *
     * @throws NotSupportedException if it is of another type than JSON or EDN
     * @throws dendro.problem.ProblemException {@code too-large} if it holds more than {@code limit} bytes, {@code
     *     request-invalid} if it is not UTF-8
     */
    public static RequestBody read(InputStream body, HttpHeaders headers, int limit) {
        Format format = format(headers.getMediaType());
        try {
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new Problem(ProblemType.TOO_LARGE, "The request holds more than " + limit + " bytes.")
                        .exception();
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new RequestBody(format, text);
        } catch (CharacterCodingException e) {
            throw new Problem(ProblemType.REQUEST_INVALID, "The request is not text in UTF-8.").exception(e);
        } catch (IOException e) {
            throw new UncheckedIOException("The request broke off.", e);
        }
    }

    /**
     * The text as JSON, whichever it came in.
     *
     * @param texts names of the members that hold EDN, in an EDN request as it is and in a JSON one as text
     * @throws dendro.problem.ProblemException {@code edn-syntax} or {@code request-invalid}
     */
    public String json(Set<String> texts) {
        return format == Format.EDN ? EdnToJson.json(Edn.read(text), texts).toString() : text;
    }

    private static Format format(@Nullable MediaType type) {
        if (type == null) {
            return Format.JSON;
        }
        for (Format format : Format.DOCUMENTS) {
            MediaType offered = format.mediaType();
            if (offered.getType().equalsIgnoreCase(type.getType())
                    && offered.getSubtype().equalsIgnoreCase(type.getSubtype())) {
                return format;
            }
        }
        throw new NotSupportedException("the Content-Type is " + type.getType() + "/" + type.getSubtype()
                + " where application/json or application/edn is read");
    }
}
