/**
 * Saved queries as a company has them after years: {@link dendro.benchmarks.savedqueries.Library} saves queries as people do,
 * {@link dendro.benchmarks.savedqueries.PastYear} writes down runs as if they had been run, and the service, a process of its
 * own over either {@link dendro.benchmarks.savedqueries.Keeping}, is asked what people and browsers ask.
 */
package dendro.benchmarks.savedqueries;
