package dendro.modelservice.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes the clients. The configuration may override times and sizes, but not the settings on which exactly-once rests.
 */
final class KafkaClients {

    /** How long a call to Kafka may wait before the session ends and a new one begins. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** After this long without a sign of life another service takes over the partitions. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    /** How often it says that it lives; partitions that come and go wait for the next time. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    /**
     * After this long the transaction of a service that is gone is aborted. Until then whoever takes over its partitions
     * waits for it.
     */
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(20);

    private final KafkaSettings settings;

    KafkaClients(KafkaSettings settings) {
        this.settings = settings;
    }

    KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.maxBatch());
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SIGN_OF_LIFE.toMillis());
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) HEARTBEAT.toMillis());
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        // Partitions that stay keep what is under way of them.
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        properties.putAll(configured());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * A producer of transactions.
     *
     * @param turn tells apart those of one service
     */
    KafkaProducer<byte[], byte[]> producer(String turn) {
        return new KafkaProducer<>(ofProducer(turn), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The settings of such a producer. */
    Map<String, Object> ofProducer(String turn) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) LONGEST_TRANSACTION.toMillis());
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                PATIENCE.multipliedBy(2).toMillis());
        properties.putAll(configured());
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.transactionalId() + "-" + turn);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        return properties;
    }

    private Map<String, String> configured() {
        Map<String, String> properties = new HashMap<>(settings.properties());
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, settings.transactionalId());
        return properties;
    }
}
