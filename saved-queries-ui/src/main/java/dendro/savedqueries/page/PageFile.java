package dendro.savedqueries.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** A file of the built page. */
final class PageFile {

    private static final String FOLDER = "/saved-queries-page/";
    private static final String ASSETS = "assets/";
    private static final Map<String, String> MEDIA_TYPES = Map.ofEntries(
            Map.entry("html", "text/html;charset=utf-8"),
            Map.entry("js", "text/javascript;charset=utf-8"),
            Map.entry("css", "text/css;charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain;charset=utf-8"),
            Map.entry("woff2", "font/woff2"));

    private final byte[] bytes;
    private final String mediaType;
    private final boolean hashed;

    private PageFile(byte[] bytes, String mediaType, boolean hashed) {
        this.bytes = bytes;
        this.mediaType = mediaType;
        this.hashed = hashed;
    }

    /** The file of a path below the page's folder; nothing outside of it, and nothing of a kind that pages have not. */
    static Optional<PageFile> of(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1);
        if (!MEDIA_TYPES.containsKey(ending)
                || !path.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")) {
            return Optional.empty();
        }
        try (InputStream file = PageFile.class.getResourceAsStream(FOLDER + path)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new PageFile(
                            file.readAllBytes(), MEDIA_TYPES.getOrDefault(ending, ""), path.startsWith(ASSETS)));
        } catch (IOException e) {
            throw new UncheckedIOException("The page's file " + path + " cannot be read.", e);
        }
    }

    /** What it holds. */
    byte[] bytes() {
        return bytes.clone();
    }

    /** By its ending. */
    String mediaType() {
        return mediaType;
    }

    /** Whether its name changes whenever it does. */
    boolean hashed() {
        return hashed;
    }
}
