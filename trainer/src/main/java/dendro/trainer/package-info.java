/**
 * From shards to a model, on Spark: each partition reads one shard of the training set, every row as of its
 * own timestamp; the earlier part of time is fitted, the later part judges; the model is
 * published with what it was made from.
 *
 * <p>{@link dendro.trainer.Train} is the command, {@link dendro.trainer.Training} the order of the steps. Rows
 * come through {@link dendro.trainer.source.Shards}, so everything after reading can be tried without a service.
 */
package dendro.trainer;
