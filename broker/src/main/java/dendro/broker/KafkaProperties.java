package dendro.broker;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of a broker in Kafka's own words. */
final class KafkaProperties {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private KafkaProperties() {}

    static Map<String, String> of(BrokerSettings settings) {
        String data = settings.dataDir().toAbsolutePath().toString();
        return Stream.of(oneNode(settings), Map.of("log.dirs", data), SINGLE_COPY, SMALL, KEEP_EVERYTHING)
                .flatMap(part -> part.entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> oneNode(BrokerSettings settings) {
        String controller = "127.0.0.1:" + settings.controllerPort();
        String clients = "PLAINTEXT://127.0.0.1:" + settings.port();
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "controller.quorum.voters",
                NODE_ID + "@" + controller,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "listeners",
                clients + "," + CONTROLLER_LISTENER + "://" + controller,
                "advertised.listeners",
                clients,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT");
    }

    private static final Map<String, String> SINGLE_COPY = Map.of(
            "default.replication.factor", "1",
            "min.insync.replicas", "1",
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1");

    /** Kafka's defaults are for a rack of servers: 50 partitions for each internal topic, 128 MB for compaction. */
    private static final Map<String, String> SMALL = Map.of(
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.num.partitions", "4",
            "share.coordinator.state.topic.num.partitions", "4",
            "log.cleaner.dedupe.buffer.size", "8388608",
            "group.initial.rebalance.delay.ms", "0",
            "auto.create.topics.enable", "false");

    /** Messages may carry the timestamps of a world that lies years back; none is too old to keep. */
    private static final Map<String, String> KEEP_EVERYTHING = Map.of("log.retention.ms", "-1");
}
