package dendro.benchmarks;

/**
 * How large the data of a benchmark is.
 *
 * @param purchases in the history; a tenth as many customers, a hundredth as many merchants
 * @param sample rows that the slow ways are measured on
 * @param savedQueries that people have saved
 * @param runs of those
 */
public record BenchmarkSize(int purchases, int sample, int savedQueries, int runs) {}
