/**
 * Training sets: every entity of a time range, each as of its own timestamp, with its label as of the
 * horizon, in shards that together hold each entity once.
 */
package dendro.training;
