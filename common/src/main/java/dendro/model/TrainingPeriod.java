package dendro.model;

import java.time.Instant;

/**
 * The stretch of time a model was made from.
 *
 * @param from of the earliest rows asked for
 * @param to rows up to here were asked for
 * @param split rows whose label was known by this instant were fitted, rows later than it were evaluated
 */
public record TrainingPeriod(Instant from, Instant to, Instant split) {}
