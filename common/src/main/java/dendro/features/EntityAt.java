package dendro.features;

import java.io.Serializable;
import java.time.Instant;

/**
 * Which entity, and when: the key of a feature row.
 *
 * @param id value of the feature set's identity attribute
 * @param timestamp the moment as of which everything is read
 */
public record EntityAt(String id, Instant timestamp) implements Serializable {}
