package dendro.queryservice.pool;

/** Whoever waits for work to be done. */
@FunctionalInterface
public interface Client {

    /** Whether it is known to wait no longer. Asked by the thread that called {@link WorkPool#run}, and by no other. */
    boolean isGone();
}
