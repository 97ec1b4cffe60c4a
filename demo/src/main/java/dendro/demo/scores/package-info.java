/**
 * What comes back: {@link dendro.demo.scores.ScoresTopic} reads scores and dead letters from Kafka,
 * {@link dendro.demo.scores.Tally} keeps count, {@link dendro.demo.scores.Consistency} compares the features that
 * scoring used with what the training path gives for the same purchases.
 */
package dendro.demo.scores;
