/**
 * How the query-service is spoken to. {@link dendro.queryapi.FeatureJson} and {@link dendro.queryapi.ProblemJson}
 * are the JSON of both ends; {@link dendro.queryapi.QueryServiceClient} is the caller's end, used wherever features
 * are scored or trained on.
 */
package dendro.queryapi;
