/**
 * What comes back: {@link dendro.demo.scores.ScoresTopic} reads scores and dead letters from Kafka, and
 * {@link dendro.demo.scores.Tally} keeps count.
 */
package dendro.demo.scores;
