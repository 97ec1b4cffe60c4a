/**
 * Saved queries that run by themselves: when, with which values, how many of their results are kept, and whom to tell when
 * an answer is such that somebody should know. Every instance of the service looks for what is due; the database decides
 * which one takes it.
 */
package dendro.savedqueries.schedule;
