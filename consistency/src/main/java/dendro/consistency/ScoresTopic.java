package dendro.consistency;

import dendro.database.Deadline;
import dendro.message.ScoreMessage;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic of scores, of which only what belongs to a committed Kafka transaction is seen. */
public final class ScoresTopic {

    /** No score is written before the moment it is about, but for clocks that differ. */
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration TO_CLOSE = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(15);

    private final Map<String, String> properties;
    private final String name;

    /**
     * A topic.
     *
     * @param properties of Kafka's clients: {@code bootstrap.servers}, and what they need to be let in
     */
    public ScoresTopic(Map<String, String> properties, String name) {
        this.properties = Map.copyOf(properties);
        this.name = name;
    }

    /**
     * The scores about moments of a range, as far as they have been written by now.
     *
     * @param from this moment or later ones; without it, from the beginning of the topic
     * @param to and before this one
     * @param most that may be held in memory
     * @throws ProblemException {@code service-unavailable} if Kafka is away or has no such topic, {@code query-timeout} at
     *     the deadline, {@code too-large} if there are too many
     */
    public LoggedScores read(Optional<Instant> from, Optional<Instant> to, int most, Deadline deadline) {
        KafkaConsumer<byte[], byte[]> consumer = consumer();
        try {
            return read(consumer, from, to, new LoggedScores(most), deadline);
        } catch (KafkaException e) {
            throw unavailable("Topic '" + name + "' cannot be read: " + e.getMessage(), e);
        } finally {
            consumer.close(CloseOptions.timeout(TO_CLOSE));
        }
    }

    private LoggedScores read(
            KafkaConsumer<byte[], byte[]> consumer,
            Optional<Instant> from,
            Optional<Instant> to,
            LoggedScores scores,
            Deadline deadline) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        from.ifPresent(moment -> seek(consumer, partitions, moment.minus(CLOCKS_DIFFER)));
        // With read_committed the end is before the first open transaction.
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        while (!ends.isEmpty()) {
            if (deadline.remaining().isZero()) {
                throw new Problem(
                                ProblemType.QUERY_TIMEOUT,
                                "Topic '" + name + "' had not been read to its end when the time was over.")
                        .exception();
            }
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                add(message, from, to, scores);
            }
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        }
        return scores;
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        List<PartitionInfo> partitions = consumer.partitionsFor(name);
        if (partitions == null || partitions.isEmpty()) {
            throw new Problem(ProblemType.SERVICE_UNAVAILABLE, "Kafka has no topic '" + name + "'.").exception();
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(name, partition.partition()))
                .toList();
    }

    private static void seek(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Instant written) {
        Map<TopicPartition, Long> moments = new HashMap<>();
        partitions.forEach(partition -> moments.put(partition, Math.max(0, written.toEpochMilli())));
        Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(moments);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp offset = offsets.get(partition);
            if (offset == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, offset.offset());
            }
        }
    }

    private static void add(
            ConsumerRecord<byte[], byte[]> message, Optional<Instant> from, Optional<Instant> to, LoggedScores scores) {
        try {
            ScoreMessage score = ScoreMessage.fromJson(message.value() == null ? new byte[0] : message.value());
            Instant moment = score.input().at().timestamp();
            if (from.filter(moment::isBefore).isEmpty()
                    && to.filter(end -> !moment.isBefore(end)).isEmpty()) {
                scores.add(score);
            }
        } catch (ProblemException e) {
            if (e.problem().type() == ProblemType.TOO_LARGE) {
                throw e;
            }
            scores.addUnreadable("Message " + message.offset() + " of partition " + message.partition()
                    + " is no score. " + e.problem().detail());
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "consistency");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TO_ANSWER.toMillis());
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TO_ANSWER.toMillis());
        settings.putAll(properties);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        try {
            return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw unavailable("No client of Kafka could be made: " + cause.getMessage(), e);
        }
    }

    private static ProblemException unavailable(String sentence, KafkaException cause) {
        return new Problem(ProblemType.SERVICE_UNAVAILABLE, sentence).exception(cause);
    }
}
