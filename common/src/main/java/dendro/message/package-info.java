/**
 * What travels over Kafka: a {@link dendro.message.TriggerMessage} asks for a score and says no more than
 * who and when, a {@link dendro.message.ScoreMessage} gives it, with everything that is needed to get the
 * same score again. Both are read strictly: what is wrong is said in one sentence
 * ({@code request-invalid}), never guessed. Sizes and nesting are bounded, so that no message can hurt its reader.
 */
package dendro.message;
