/**
 * Scores asked for over HTTP, one at a time, with what they come from: {@link dendro.modelservice.scores.ScoresResource}
 * answers, {@link dendro.modelservice.scores.ExplainScore} asks and prints a table.
 */
package dendro.modelservice.scores;
