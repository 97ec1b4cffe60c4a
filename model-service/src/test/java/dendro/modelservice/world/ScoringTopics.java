package dendro.modelservice.world;

import dendro.message.ScoreMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topics of one test, with a producer's and a consumer's view of them.
 *
 * @param bootstrapServers of Kafka
 * @param input topic of messages
 */
public record ScoringTopics(String bootstrapServers, String input) {

    private static final Duration TO_READ = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Topic of scores. */
    public String scores() {
        return input + "-scores";
    }

    /** Topic of the challenger's scores. */
    public String challenger() {
        return input + "-scores-challenger";
    }

    /** Topic of what cannot be scored. */
    public String deadLetters() {
        return input + "-dead-letters";
    }

    /** Sends the messages of these purchases to all partitions, each with the moment it was transacted at. */
    public void sendPurchases(int from, int to) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String id = "pur-" + i;
            records.add(new ProducerRecord<>(
                    input,
                    id.getBytes(StandardCharsets.UTF_8),
                    purchase(id, PurchasesSeed.moment(i)).getBytes(StandardCharsets.UTF_8)));
        }
        send(records);
    }

    /** A message about a purchase, as producers send it. */
    public static String purchase(String id, Instant timestamp) {
        return "{\"purchase\": {\"id\": \"%s\", \"amount\": \"1\", \"timestamp\": \"%s\"}}".formatted(id, timestamp);
    }

    /** A record for the input. */
    public ProducerRecord<byte[], byte[]> message(String content) {
        return new ProducerRecord<>(input, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A record for a partition of the input. */
    public ProducerRecord<byte[], byte[]> message(int partition, String content) {
        return new ProducerRecord<>(input, partition, null, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends records and waits until Kafka has them. */
    public void send(List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                var unused = producer.send(record);
            }
            producer.flush();
        }
    }

    /** The ids of all committed scores, sorted, each as often as it was scored. */
    public List<String> scoredIds() {
        return committedScores().stream().map(score -> score.input().at().id()).toList();
    }

    /** All committed scores, sorted by id. */
    public List<ScoreMessage> committedScores() {
        return committedScores(scores());
    }

    /** All committed scores of the challenger, sorted by id. */
    public List<ScoreMessage> committedChallengerScores() {
        return committedScores(challenger());
    }

    private List<ScoreMessage> committedScores(String topic) {
        return committed(topic).stream()
                .map(record -> ScoreMessage.fromJson(record.value()))
                .sorted(Comparator.comparing(score -> score.input().at().id()))
                .toList();
    }

    /** All committed dead letters. */
    public List<ConsumerRecord<byte[], byte[]>> committedDeadLetters() {
        return committed(deadLetters());
    }

    private List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        Map<String, Object> properties = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            // With read_committed the end is before the first open transaction.
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            long begun = System.nanoTime();
            while (!ends.isEmpty()) {
                if (System.nanoTime() - begun > TO_READ.toNanos()) {
                    throw new IllegalStateException(
                            "Topic '" + topic + "' was not read to its end within " + TO_READ + ".");
                }
                consumer.poll(POLL).forEach(records::add);
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
            return records;
        }
    }
}
