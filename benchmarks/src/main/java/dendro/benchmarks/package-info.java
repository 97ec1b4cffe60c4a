/**
 * Measurements. A {@link dendro.benchmarks.Benchmark} makes its data, warms up and reports {@link
 * dendro.benchmarks.Figure}s; {@link dendro.benchmarks.Bench} prints each as one JSON object a line.
 */
package dendro.benchmarks;
