package dendro.demo.console;

import java.time.Duration;

/** How far a step has come, told by the step itself while it runs. Thread-safe. */
public final class Progress {

    private volatile double share;
    private volatile String detail = "";
    private volatile long usualNanos;

    Progress() {}

    /**
     * The step has come this far.
     *
     * @param newShare from 0 to 1
     * @param newDetail what has been done, in a few words
     */
    public void reached(double newShare, String newDetail) {
        share = newShare;
        detail = newDetail;
    }

    /**
     * The step cannot tell how far it has come: its bar follows the clock and slows down as the usual time goes by.
     *
     * @param usual how long such a step takes on a small machine
     */
    public void usually(Duration usual) {
        usualNanos = usual.toNanos();
    }

    double share(long elapsedNanos) {
        long usual = usualNanos;
        return usual == 0 ? share : Math.max(share, 1 - Math.exp(-1.5 * elapsedNanos / usual));
    }

    String detail() {
        return detail;
    }
}
