/**
 * Feature sets: what a model wants to know about one entity at one moment. An EDN file becomes a
 * {@code FeatureSet}; a {@code FeatureEvaluator} answers it for rows of (id, timestamp).
 * Scoring and training both stand on this package, so they cannot disagree.
 */
package dendro.features;
