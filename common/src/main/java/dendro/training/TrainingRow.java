package dendro.training;

import dendro.cursor.ResolvedCursor;
import dendro.features.EntityAt;
import dendro.features.FeatureValues;
import java.util.OptionalDouble;

/**
 * One row of a training set.
 *
 * @param at which entity, as of when
 * @param values features, in the order of the feature set's columns
 * @param label as of timestamp plus horizon, true as 1 and false as 0; empty while that moment has not been
 *     observed, or if the label query returned no row
 * @param cursor the basis of each database the features were read from
 */
public record TrainingRow(EntityAt at, FeatureValues values, OptionalDouble label, ResolvedCursor cursor) {}
