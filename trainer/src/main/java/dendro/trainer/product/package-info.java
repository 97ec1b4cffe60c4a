/**
 * A training set as a product of its own: Parquet files and a manifest that says what they are. {@link
 * dendro.trainer.product.TrainingSetCommand} is the command; {@link dendro.trainer.product.ReadSet} holds what was read,
 * {@link dendro.trainer.product.ParquetSchema} says what each type becomes, {@link dendro.trainer.product.Manifest} what is
 * told of it. {@link dendro.trainer.product.Analysis} looks first, without building anything.
 */
package dendro.trainer.product;
