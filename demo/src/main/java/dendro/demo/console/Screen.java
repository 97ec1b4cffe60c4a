package dendro.demo.console;

import java.io.PrintStream;
import java.util.Arrays;

/**
 * Lines on a terminal or in a file. On a terminal the last line may be a passing one, redrawn in place and
 * overwritten by the next line that stays. Thread-safe.
 */
public final class Screen {

    private static final int COLUMNS = 100;

    private final PrintStream out;
    private final Kind kind;
    private boolean passing;

    /** What is written to. */
    public enum Kind {
        /** Understands control characters. */
        TERMINAL,
        /** A file or a pipe: gets only lines that stay. */
        PLAIN
    }

    /** A screen that writes to a stream. */
    public Screen(PrintStream out, Kind kind) {
        this.out = out;
        this.kind = kind;
    }

    /** What it writes to. */
    public Kind kind() {
        return kind;
    }

    /** Text that stays; may have several lines. */
    public synchronized void line(String... texts) {
        wipe();
        Arrays.stream(texts).forEach(out::println);
        out.flush();
    }

    /** One line that the next one replaces; nothing where that is not possible. */
    public synchronized void passing(String text) {
        if (kind == Kind.TERMINAL) {
            wipe();
            out.print(text.length() > COLUMNS ? text.substring(0, COLUMNS) : text);
            out.flush();
            passing = true;
        }
    }

    private void wipe() {
        if (passing) {
            out.print("\r\u001b[2K");
            passing = false;
        }
    }
}
