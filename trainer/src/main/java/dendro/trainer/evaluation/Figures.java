package dendro.trainer.evaluation;

import java.util.Map;
import java.util.Optional;

/**
 * How well scores go with labels.
 *
 * @param rows how many
 * @param positive how many of them are true
 * @param meanScore close to the base rate if scores are probabilities
 * @param estimates by metric; empty if the rows are all true or all false
 */
public record Figures(long rows, long positive, double meanScore, Map<Metric, Estimate> estimates) {

    public Figures {
        estimates = Map.copyOf(estimates);
    }

    /**
     * The figures of at least one row.
     *
     * @param bootstrap gives the intervals
     */
    public static Figures of(ScoredRows rows, Bootstrap bootstrap) {
        return new Figures(
                rows.size(),
                rows.positive(),
                Ranking.of(rows).meanScore(),
                rows.ofBothClasses() ? bootstrap.estimates(rows) : Map.of());
    }

    /** The part of the rows that is true. */
    public double baseRate() {
        return (double) positive / rows;
    }

    /** A metric with its interval; empty if the rows are all true or all false. */
    public Optional<Estimate> estimate(Metric metric) {
        return Optional.ofNullable(estimates.get(metric));
    }

    /** The value of a metric; the rows must be of both classes. */
    public double value(Metric metric) {
        return estimate(metric).orElseThrow().value();
    }
}
