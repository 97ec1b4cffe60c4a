package dendro.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files that are on the disk, whole, once a method returns. */
final class DurableFiles {

    private DurableFiles() {}

    /** Writes a file that does not exist yet. */
    static void create(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(channel, content);
        }
    }

    /** Replaces a file: readers see the old content or the new, never a part. */
    static void replace(Path file, byte[] content) throws IOException {
        Path written = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(written);
        create(written, content);
        move(written, file);
    }

    /**
     * Appends a line. A last line without its end is what a writer left that died while writing: it is cut off.
     *
     * @param line without line end
     */
    static void appendLine(Path file, byte[] line) throws IOException {
        byte[] existing = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        int whole = existing.length;
        while (whole > 0 && existing[whole - 1] != '\n') {
            whole--;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(whole);
            channel.position(whole);
            byte[] ended = Arrays.copyOf(line, line.length + 1);
            ended[line.length] = '\n';
            write(channel, ended);
        }
    }

    private static void write(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
    }

    /** Gives a file or folder its final name in one step. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(to.resolveSibling("."));
    }

    /** Makes the names in a folder durable. */
    static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes a folder with all that is in it. */
    static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> walk = Files.walk(folder)) {
                List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.delete(path);
                }
            }
        }
    }
}
