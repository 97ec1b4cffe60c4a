/**
 * Where saved queries are kept: one set of migrations for PostgreSQL and for the embedded H2, and nothing in SQL elsewhere that
 * only one of the two understands.
 */
package dendro.savedqueries.database;
