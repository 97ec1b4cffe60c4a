package dendro.database;

import datomic.Database;

/**
 * A database at one point in time.
 *
 * @param name of the database
 * @param value Datomic's value, as of {@code t}
 * @param t of the newest transaction in it
 * @param newest the newest value seen, for what as-of does not travel back to: the schema
 */
public record DatabaseAt(String name, Database value, long t, Database newest) {}
