package dendro.features;

import dendro.query.Query;
import java.time.Duration;

/**
 * What training wants to predict.
 *
 * @param horizon how long after the row's timestamp the label is read
 * @param query takes the row's id and finds one column, a boolean or a number
 */
public record Label(Duration horizon, Query query) {}
