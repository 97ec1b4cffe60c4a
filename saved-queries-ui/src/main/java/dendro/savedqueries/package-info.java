/**
 * Saved queries: versions that are kept for ever, runs that can be had again exactly, and the page where all of it is found.
 * {@link dendro.savedqueries.SavedQueriesApplication} wires it together.
 */
package dendro.savedqueries;
