package dendro.cursor;

import java.time.Instant;
import java.util.Optional;

/** A point in the time of one database. */
public sealed interface Point {

    /** The instant or the {@code t} a text says; empty if it says neither. */
    static Optional<Point> parse(String text) {
        return text.matches("[0-9]{1,18}")
                ? Optional.of(new Basis(Long.parseLong(text)))
                : Instants.parse(text).map(At::new);
    }

    /**
     * Everything up to and including an instant.
     *
     * @param instant in milliseconds; the newest transaction at or before it counts
     */
    record At(Instant instant) implements Point {}

    /**
     * Everything up to and including a transaction.
     *
     * @param t as in Datomic's {@code basisT}
     */
    record Basis(long t) implements Point {}

    /** The newest state that can be read. */
    record Newest() implements Point {}
}
