package dendro.savedqueries.queryservice;

/** Whoever waits for an answer. */
@FunctionalInterface
public interface Asker {

    /** Waits whatever happens. */
    Asker PATIENT = () -> false;

    /** Whether it is known to wait no longer. Asked by the thread that waits for the answer, and by no other. */
    boolean isGone();
}
