/** Rules that people save for queries to call: versions that are kept for ever, and which queries use them. */
package dendro.savedqueries.procedure;
