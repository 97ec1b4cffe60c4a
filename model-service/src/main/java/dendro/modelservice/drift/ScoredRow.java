package dendro.modelservice.drift;

import dendro.features.FeatureValues;

/**
 * What went into a version and what came out.
 *
 * @param values in the order of the version's columns
 * @param score finite
 */
public record ScoredRow(FeatureValues values, double score) {}
