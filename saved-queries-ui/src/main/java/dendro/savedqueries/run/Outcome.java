package dendro.savedqueries.run;

import java.util.Locale;
import java.util.Optional;

/** What has come of a run. */
public enum Outcome {
    /** Nothing yet. */
    RUNNING,
    /** There was an answer. */
    ANSWERED,
    /** There was a problem. */
    FAILED,
    /** Whoever asked did not want it any more. */
    CANCELLED,
    /** Nobody knows: the service ended while it ran. */
    LOST;

    /** As it is kept and shown. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Outcome of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** The outcome of a name; empty if it is none. */
    static Optional<Outcome> named(String label) {
        for (Outcome outcome : values()) {
            if (outcome.label().equals(label)) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }
}
