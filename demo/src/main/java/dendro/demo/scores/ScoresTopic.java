package dendro.demo.scores;

import dendro.message.ScoreMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The topics of scores and of dead letters, from their beginning; only what belongs to a committed Kafka
 * transaction is seen. Thread-safe: may be closed while another thread polls.
 */
public final class ScoresTopic implements AutoCloseable {

    private static final Duration TO_CLOSE = Duration.ofSeconds(5);

    private final String scores;
    private final Consumer<String, byte[]> consumer;

    /**
     * Topics of a running broker.
     *
     * @param bootstrapServers as {@code host:port}
     * @param scores name of the topic of scores
     * @param deadLetters name of the other
     */
    public ScoresTopic(String bootstrapServers, String scores, String deadLetters) {
        this.scores = scores;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "demo-console",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(scores, deadLetters)) {
            consumer.partitionsFor(topic).forEach(part -> partitions.add(new TopicPartition(topic, part.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** What has arrived since the last call, after waiting for a while if nothing has. */
    public synchronized List<Arrival> poll(Duration patience) {
        List<Arrival> arrivals = new ArrayList<>();
        consumer.poll(patience).forEach(message -> arrivals.add(arrival(message)));
        return arrivals;
    }

    private Arrival arrival(ConsumerRecord<String, byte[]> message) {
        if (message.topic().equals(scores)) {
            return new Arrival.Scored(ScoreMessage.fromJson(message.value()));
        }
        String reason = StreamSupport.stream(message.headers().spliterator(), false)
                .map(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(", "));
        return new Arrival.DeadLetter(String.valueOf(message.key()), reason);
    }

    @Override
    public synchronized void close() {
        consumer.close(CloseOptions.timeout(TO_CLOSE));
    }
}
