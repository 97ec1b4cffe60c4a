/**
 * Runs of queries: what was asked, of which moment, and what came of it. A run is kept for ever; its result as long as
 * there is room. From a run an answer is read again, and compared.
 *
 * <p>{@link dendro.savedqueries.run.SentQuery} is what a query, its parameters' values and saved procedures come to as a
 * request; {@link dendro.savedqueries.run.Runs} sends it and writes down what came of it while the answer streams to
 * whoever asked.
 */
package dendro.savedqueries.run;
