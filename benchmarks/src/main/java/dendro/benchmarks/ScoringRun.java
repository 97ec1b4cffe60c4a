package dendro.benchmarks;

import dendro.features.EntityAt;
import dendro.message.ScoreMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
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
 * One way to score, over topics of its own.
 *
 * @param name of the run, its group and its transactional id
 */
record ScoringRun(String name) {

    static final int PARTITIONS = 4;
    static final int MAX_BATCH = 500;

    /** Few: a service with many messages logs the values of few. */
    static final double SAMPLE = 0.01;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STANDSTILL = Duration.ofMinutes(1);
    private static final Duration ADMIN_DEADLINE = Duration.ofSeconds(30);
    private static final int DIGITS = 3;

    String input() {
        return "purchases-" + name;
    }

    String scores() {
        return "scores-" + name;
    }

    String deadLetters() {
        return "dead-letters-" + name;
    }

    /** The message of a purchase, to the partition that its number says. */
    ProducerRecord<byte[], byte[]> message(List<EntityAt> purchases, int number) {
        EntityAt purchase = purchases.get(number % purchases.size());
        return new ProducerRecord<>(
                input(),
                number % PARTITIONS,
                purchase.id().getBytes(StandardCharsets.UTF_8),
                "{\"purchase\": {\"id\": \"%s\", \"amount\": \"133700\", \"timestamp\": \"%s\"}}"
                        .formatted(purchase.id(), purchase.timestamp())
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Sends so many messages and waits until Kafka has them. */
    void send(String bootstrapServers, List<EntityAt> purchases, int messages) {
        try (KafkaProducer<byte[], byte[]> producer = producer(bootstrapServers)) {
            for (int number = 0; number < messages; number++) {
                var unused = producer.send(message(purchases, number));
            }
            producer.flush();
        }
    }

    static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Messages committed a second, between so many and so many of them. */
    double perSecond(String bootstrapServers, long from, long to) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            long first = awaitCommitted(admin, from);
            long begun = System.nanoTime();
            long last = awaitCommitted(admin, to);
            return (last - first) / ((System.nanoTime() - begun) / 1e9);
        }
    }

    private long awaitCommitted(Admin admin, long wanted) {
        long committed = committed(admin);
        long stands = System.nanoTime();
        while (committed < wanted) {
            sleep(POLL);
            long now = committed(admin);
            if (now > committed) {
                stands = System.nanoTime();
            } else if (System.nanoTime() - stands > STANDSTILL.toNanos()) {
                throw new IllegalStateException("'" + name + "' stands still after " + committed + " messages.");
            }
            committed = now;
        }
        return committed;
    }

    private long committed(Admin admin) {
        try {
            return admin
                    .listConsumerGroupOffsets(name)
                    .partitionsToOffsetAndMetadata()
                    .get(ADMIN_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                    .values()
                    .stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@code response-time} of the scores in the latter half of each partition, in microseconds. */
    Histogram responseTimes(String bootstrapServers) {
        Histogram times = new Histogram(TimeUnit.MINUTES.toMicros(10), DIGITS);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(consumer.assignment()));
            ends.forEach((partition, end) -> consumer.seek(partition, end / 2));
            while (!ends.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    times.recordValue(
                            (long) (ScoreMessage.fromJson(record.value()).meta().responseTime() * 1000));
                }
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
        }
        return times;
    }

    /** Reads the scores that are committed, from the first on. */
    KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        Map<String, Object> properties = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(scores(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
