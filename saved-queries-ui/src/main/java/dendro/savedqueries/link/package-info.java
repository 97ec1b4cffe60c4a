/**
 * Read-only links for people who are not signed in: one version of a query, parameters, and one result that was kept. Of the
 * token in the address only the hash is known here, and whoever makes a link shows a result of their own, so nobody is shown
 * what only others may see.
 */
package dendro.savedqueries.link;
