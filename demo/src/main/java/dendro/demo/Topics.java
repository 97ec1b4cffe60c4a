package dendro.demo;

/** The topics of the demo. */
final class Topics {

    static final String PURCHASES = "purchases";
    static final String SCORES = "scores";
    static final String DEAD_LETTERS = "scores-dead-letters";

    private static final int PARTITIONS = 4;

    private Topics() {}

    /** As the broker takes a topic it shall have. */
    static String withPartitions(String topic) {
        return topic + ":" + PARTITIONS;
    }
}
