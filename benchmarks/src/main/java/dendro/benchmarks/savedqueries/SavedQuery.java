package dendro.benchmarks.savedqueries;

import java.util.UUID;

/**
 * A query that was saved.
 *
 * @param version the newest
 * @param owner the number of a person
 * @param team the number of the team that it is saved for
 */
record SavedQuery(UUID id, String name, String text, int version, int owner, int team) {}
