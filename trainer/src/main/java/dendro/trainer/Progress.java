package dendro.trainer;

import java.io.PrintStream;

/**
 * Says how far the training is, one line at a time: {@code progress shards 3/8}. Thread-safe.
 */
public final class Progress {

    private final PrintStream out;

    /** Progress that is printed here. */
    public Progress(PrintStream out) {
        this.out = out;
    }

    /** So much of a step is done. */
    void say(String step, int done, int total) {
        out.println("progress " + step + " " + done + "/" + total);
        out.flush();
    }
}
