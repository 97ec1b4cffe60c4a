/**
 * The databases Dendro reads. A {@link dendro.database.DatabaseLocation} says where one is;
 * {@link dendro.database.Databases} opens them all, keeps trying those that do not open, and hands out each as a
 * {@link dendro.database.NamedDatabase}. Reading goes in two steps: <em>observe</em> the database, which waits until
 * nothing at or before the wanted moment can arrive any more, then look at it <em>as of</em> any point up to there.
 */
package dendro.database;
