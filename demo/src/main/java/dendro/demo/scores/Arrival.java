package dendro.demo.scores;

import dendro.message.ScoreMessage;

/** What came of a purchase message. */
public sealed interface Arrival {

    /**
     * A score.
     *
     * @param message as on the topic
     */
    record Scored(ScoreMessage message) implements Arrival {}

    /**
     * A message that could not be scored.
     *
     * @param key of the message
     * @param reason as its headers say
     */
    record DeadLetter(String key, String reason) implements Arrival {}
}
