package dendro.model;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * One line of {@code history.jsonl}: an alias came to point to another version.
 *
 * @param at when
 * @param who did it
 * @param alias such as {@code champion}
 * @param from the version it pointed to before, if any
 * @param to the version it points to since
 */
public record AliasChange(Instant at, String who, String alias, OptionalInt from, int to) {}
