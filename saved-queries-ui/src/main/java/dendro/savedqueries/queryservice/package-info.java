/**
 * Talking to the query-service, as whoever is signed in here: their token goes with every call, and what the query-service
 * refuses reaches them as it said it. Answers are streams; nothing is read here that nobody looks at.
 */
package dendro.savedqueries.queryservice;
