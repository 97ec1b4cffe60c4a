package dendro.trainer;

import java.io.PrintStream;

/**
 * Says how far the training is, one line at a time: {@code progress shards 3/8}; at the end a sentence. Thread-safe.
 */
public final class Progress {

    private final PrintStream out;

    /** Progress that is printed here. */
    public Progress(PrintStream out) {
        this.out = out;
    }

    /** What came of it all, a sentence. */
    void conclude(String sentence) {
        out.println(sentence);
        out.flush();
    }

    /** So much of a step is done. */
    public void say(String step, int done, int total) {
        out.println("progress " + step + " " + done + "/" + total);
        out.flush();
    }
}
