package dendro.features;

import dendro.cursor.ResolvedCursor;
import dendro.problem.Problem;

/** What evaluating a feature set for one entity at one moment came to. */
public sealed interface FeatureOutcome {

    /** What was asked for. */
    EntityAt at();

    /**
     * The row.
     *
     * @param at what was asked for
     * @param values in the order of the feature set's columns
     * @param cursor the basis of each database that was read
     */
    record Row(EntityAt at, FeatureValues values, ResolvedCursor cursor) implements FeatureOutcome {}

    /**
     * No row, and why.
     *
     * @param at what was asked for
     * @param problem {@code entity-not-found}, {@code cursor-not-reached}, {@code feature-rows-ambiguous} or
     *     {@code feature-value-mistyped}
     */
    record Failed(EntityAt at, Problem problem) implements FeatureOutcome {}
}
