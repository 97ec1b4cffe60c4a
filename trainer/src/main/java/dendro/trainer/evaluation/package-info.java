/**
 * How well a model does on rows it was not fitted on, from scores and labels alone: no Spark, no files.
 *
 * <p>{@link dendro.trainer.evaluation.ScoredRows} are ranked once into groups of equal scores; every
 * {@link dendro.trainer.evaluation.Metric} is a sum over these groups, exact and right about ties. The
 * {@link dendro.trainer.evaluation.Bootstrap} counts the same groups anew for each resample.
 * {@link dendro.trainer.evaluation.Evaluation} is all of it together. A million rows take some 200 MB and, for 200 resamples,
 * some twenty seconds.
 */
package dendro.trainer.evaluation;
