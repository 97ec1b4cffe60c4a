/** The page itself: files that were built into the jar, and what browsers are told about them. */
package dendro.savedqueries.page;
