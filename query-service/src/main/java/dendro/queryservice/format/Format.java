package dendro.queryservice.format;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The formats of answers. */
public enum Format {
    /** JSON. */
    JSON(MediaType.APPLICATION_JSON),
    /** EDN, Datomic's own: loses nothing. */
    EDN("application/edn"),
    /** CSV as in RFC 4180. */
    CSV("text/csv"),
    /** The stream format of Apache Arrow's IPC. */
    ARROW("application/vnd.apache.arrow.stream"),
    /** JSON, one object a line. */
    LINES("application/x-ndjson");

    /** What answers without rows are offered in. */
    public static final List<Format> DOCUMENTS = List.of(JSON, EDN);

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type. */
    public MediaType mediaType() {
        return MediaType.valueOf(mediaType);
    }

    /**
     * What a caller gets.
     *
     * @param format the one liked best
     * @param parameters of the media range that asked for it
     */
    public record Choice(Format format, Map<String, String> parameters) {

        public Choice {
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * The format a caller likes best among those offered, by the q-values of {@code Accept}; the first of them if the
     * caller does not say or does not mind.
     *
     * @throws NotAcceptableException if the caller takes none of them, naming them
     */
    public static Choice chosen(HttpHeaders headers, List<Format> offered) {
        List<MediaType> ranges = headers.getAcceptableMediaTypes();
        Choice best = new Choice(offered.get(0), Map.of());
        double liking = 0;
        for (Format format : offered) {
            MediaType range = mostSpecific(ranges, format.mediaType());
            double quality = quality(range);
            if (quality > liking) {
                best = new Choice(format, range.getParameters());
                liking = quality;
            }
        }
        if (liking == 0) {
            throw new NotAcceptableException("this can be had as "
                    + offered.stream().map(format -> format.mediaType).collect(Collectors.joining(", "))
                    + ", none of which the Accept header takes");
        }
        return best;
    }

    private static final MediaType NONE = new MediaType("*", "*", Map.of("q", "0"));

    /** A range that names the type outweighs one with a wildcard, whatever their q-values. */
    private static MediaType mostSpecific(List<MediaType> ranges, MediaType type) {
        MediaType found = NONE;
        int most = -1;
        for (MediaType range : ranges) {
            if (range.isCompatible(type)) {
                int specific = range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
                if (specific > most || (specific == most && quality(range) > quality(found))) {
                    found = range;
                    most = specific;
                }
            }
        }
        return found;
    }

    private static double quality(MediaType range) {
        String quality = range.getParameters().get("q");
        return quality == null ? 1 : Double.parseDouble(quality);
    }
}
