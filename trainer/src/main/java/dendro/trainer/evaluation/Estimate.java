package dendro.trainer.evaluation;

/**
 * A figure with its 95 per cent confidence interval.
 *
 * @param value from all rows
 * @param low below it lie 2.5 per cent of the resamples' values
 * @param high above it lie 2.5 per cent
 */
public record Estimate(double value, double low, double high) {}
