package dendro.cursor;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Instants as they come in as text: ISO-8601 with an offset, in the years 1 to 9999, cut to milliseconds as in Datomic. */
public final class Instants {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Instants() {}

    /** The instant a text says; empty if it says none, or one outside of those years. */
    public static Optional<Instant> parse(String text) {
        try {
            Instant instant = Instant.parse(text);
            return instant.isBefore(EARLIEST) || instant.isAfter(LATEST)
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochMilli(instant.toEpochMilli()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
