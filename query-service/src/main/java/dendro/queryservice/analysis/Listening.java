package dendro.queryservice.analysis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a process for analysis listens on 127.0.0.1, as it tells whoever started it on a line of its output.
 *
 * @param port of the application
 * @param adminPort of the admin pages
 */
public record Listening(int port, int adminPort) {

    private static final Pattern LINE = Pattern.compile("dendro-analysis-listens ([0-9]{1,5}) ([0-9]{1,5})");

    /** The line. */
    public String line() {
        return "dendro-analysis-listens " + port + " " + adminPort;
    }

    /** What a line of output tells; empty if it is any other. */
    static Optional<Listening> parse(String line) {
        Matcher ports = LINE.matcher(line);
        return ports.matches()
                ? Optional.of(new Listening(Integer.parseInt(ports.group(1)), Integer.parseInt(ports.group(2))))
                : Optional.empty();
    }
}
