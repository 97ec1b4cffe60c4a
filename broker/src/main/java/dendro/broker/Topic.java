package dendro.broker;

/**
 * A topic that the broker shall have.
 *
 * @param name as Kafka allows it
 * @param partitions at least 1
 */
public record Topic(String name, int partitions) {

    public Topic {
        if (name.isBlank() || partitions < 1) {
            throw new BrokerException(
                    "A topic needs a name and at least one partition, not '" + name + ":" + partitions + "'.", null);
        }
    }

    /**
     * Reads {@code name:partitions}.
     *
     * @throws BrokerException if the text is anything else
     */
    public static Topic parse(String text) {
        int colon = text.lastIndexOf(':');
        try {
            return new Topic(text.substring(0, Math.max(colon, 0)), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new BrokerException("A topic is written name:partitions, as in purchases:4, not '" + text + "'.", e);
        }
    }
}
