package dendro.benchmarks.savedqueries;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** What all files of the page take, each gzipped for itself: more than any browser loads at once. */
final class PageSize {

    private PageSize() {}

    /** In kilobytes of 1000 bytes. */
    static double kilobytesGzipped(Path root) {
        try (Stream<Path> files = Files.walk(root.resolve("saved-queries-ui/target/classes/saved-queries-page"))) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            long bytes = 0;
            for (Path file : all) {
                bytes += gzipped(file);
            }
            return bytes / 1000.0;
        } catch (IOException e) {
            throw new UncheckedIOException("The page has not been built.", e);
        }
    }

    private static long gzipped(Path file) throws IOException {
        Counter counter = new Counter();
        try (OutputStream gzip = new BestGzip(counter)) {
            Files.copy(file, gzip);
        }
        return counter.bytes;
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int offset, int length) {
            bytes += length;
        }
    }
}
