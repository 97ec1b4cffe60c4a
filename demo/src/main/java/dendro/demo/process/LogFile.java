package dendro.demo.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The log of a process while it grows.
 *
 * @param path where it is
 */
public record LogFile(Path path) {

    private static final int TAIL_BYTES = 64 * 1024;
    private static final Pattern TROUBLE = Pattern.compile("\\b(ERROR|FATAL|[A-Za-z.]*(Exception|Error)):?\\b");

    /** The last lines, as many as fit into 64 KiB; none if there is no log yet. */
    public List<String> tail() {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The last line that starts with a word. */
    public Optional<String> lastStartingWith(String word) {
        return last(tail().stream().filter(line -> line.startsWith(word)).toList());
    }

    /** What a person should read first after a failure: the last line that names an error, or else the last line. */
    public Optional<String> trouble() {
        List<String> lines = tail().stream()
                .filter(line -> !line.isBlank() && !line.startsWith("\t"))
                .toList();
        return last(lines.stream().filter(line -> TROUBLE.matcher(line).find()).toList())
                .or(() -> last(lines))
                .map(String::strip);
    }

    private static Optional<String> last(List<String> lines) {
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
    }
}
