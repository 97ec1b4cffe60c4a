/**
 * One question to the databases: EDN text becomes a {@link dendro.query.Query} once it has passed the guard, and
 * {@link dendro.query.QueryRunner} answers it as of a cursor. Nothing later re-parses or re-checks the text.
 */
package dendro.query;
