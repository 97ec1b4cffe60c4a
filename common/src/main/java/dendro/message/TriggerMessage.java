package dendro.message;

import dendro.features.EntityAt;

/**
 * A message that asks for a score.
 *
 * @param trigger what asked: the message's top-level key ({@code purchase}), or {@code http}
 * @param at the entity to score, and as of when
 */
public record TriggerMessage(String trigger, EntityAt at) {}
