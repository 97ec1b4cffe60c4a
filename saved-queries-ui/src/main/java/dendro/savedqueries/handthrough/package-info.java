/** What the page asks of the query-service through this service, which adds nothing to it but the name of whoever asks. */
package dendro.savedqueries.handthrough;
