/**
 * From messages to scores, without Kafka: a message is read, its features are read as of its own moment, a vector is
 * made of them and the model says a number. Every message comes out as one
 * {@link dendro.modelservice.scoring.ScoringOutcome}, a score or the reason why there is none; what is nobody's fault
 * and may pass (a service away) is thrown instead, and the whole batch is tried again.
 */
package dendro.modelservice.scoring;
