/** What everybody has asked, counted: by day, team and query, what is slow, what is shared, what fails. */
package dendro.savedqueries.statistics;
