/**
 * The as-of engine: any number of rows, each as of its own moment, in one pass over the history. A reading is compiled
 * to a {@link dendro.asof.Plan} of steps ({@code ClauseCompiler} and its like make {@code Step}s); the steps read
 * attributes as of a transaction, either from timelines, which hold an attribute's whole history sorted, or by seeking
 * one entity at a time; {@link dendro.asof.AsOfEngine} chooses, and has the peer answer what is not compiled.
 */
package dendro.asof;
