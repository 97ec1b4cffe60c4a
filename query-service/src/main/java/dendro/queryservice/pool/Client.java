package dendro.queryservice.pool;

import dendro.query.Cancellation;

/** Whoever waits for work to be done. */
@FunctionalInterface
public interface Client {

    /** Whether it is known to wait no longer. Asked by the thread that called {@link WorkPool#run}, and by no other. */
    boolean isGone();

    /** The same, whose going cancels the work that it waits for. */
    default Client cancelling(Cancellation cancellation) {
        return () -> {
            boolean isGone = isGone();
            if (isGone) {
                cancellation.cancel();
            }
            return isGone;
        };
    }
}
