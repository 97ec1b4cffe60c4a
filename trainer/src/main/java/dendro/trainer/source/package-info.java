/**
 * Where the rows of a training set come from: a {@link dendro.trainer.source.Source} tells how many entities there are and
 * until when everything is known, and deals out {@link dendro.trainer.source.Shards} that travel to the executors. Rows are
 * read by the query-service and streamed over HTTP, or by each executor itself, which then opens the databases once and
 * keeps what it has read of them ({@link dendro.trainer.source.Peers}). Both run the same code over the same databases, so
 * they give the same rows; {@link dendro.trainer.source.SourceOptions} are the flags that choose.
 */
package dendro.trainer.source;
