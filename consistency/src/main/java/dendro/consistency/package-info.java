/**
 * Whether scoring saw what training sees: logged scores, replayed through the training path.
 *
 * <p>{@link dendro.consistency.ScoresTopic} reads the score messages of a range, {@link dendro.consistency.Replay} asks
 * the query-service for the training rows of the same range, {@link dendro.consistency.Comparison} lays one beside the
 * other, and {@link dendro.consistency.Consistency} is what came of it. Nothing here is shared with the service that
 * scores but the messages it wrote.
 */
package dendro.consistency;
