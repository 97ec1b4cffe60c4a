package dendro.demo.console;

/** A share as a bar of text: {@code [=======>            ]  38 %}. */
public final class ProgressBar {

    private static final int WIDTH = 24;

    private ProgressBar() {}

    /**
     * The bar of a share; what lies outside 0 to 1 counts as its nearest bound.
     *
     * @param share that is done
     */
    public static String of(double share) {
        double bounded = Math.max(0, Math.min(1, share));
        int done = (int) Math.floor(bounded * WIDTH);
        String bar = done == WIDTH ? "=".repeat(WIDTH) : "=".repeat(done) + ">" + " ".repeat(WIDTH - done - 1);
        return "[" + bar + "] %3d %%".formatted((int) Math.floor(bounded * 100));
    }
}
