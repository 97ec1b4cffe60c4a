package dendro.savedqueries.run;

import java.util.Locale;

/** Why a query was run. */
public enum RunKind {
    /** Somebody asked. */
    RUN,
    /** Somebody asked an old question again as of the cursor of its answer. */
    REPRODUCE,
    /** Somebody asked an old question again as of now. */
    REDO,
    /** It was time. */
    SCHEDULE,
    /** Somebody asked for the answers at many instants. */
    EVOLUTION;

    /** As it is kept and shown. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunKind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
