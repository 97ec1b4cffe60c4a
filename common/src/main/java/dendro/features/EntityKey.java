package dendro.features;

import clojure.lang.Keyword;
import java.util.Optional;

/**
 * What rows are about.
 *
 * @param database in which the entities live
 * @param attribute unique identity that a row's id is a value of
 * @param timestamp instant attribute that gives an entity's moment in training; without it the moment is the
 *     instant of the transaction that first asserted the identity
 */
public record EntityKey(String database, Keyword attribute, Optional<Keyword> timestamp) {}
