package dendro.chaos;

import dendro.features.EntityAt;
import dendro.message.ScoreMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What is sent, how much of it has been committed, and what came of it, read committed. */
final class Messages {

    private static final Duration ADMIN_DEADLINE = Duration.ofSeconds(10);
    private static final Duration TO_JOIN = Duration.ofMinutes(1);
    private static final Duration TO_READ = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    /** One bad message after so many good ones. */
    private static final int BAD_EVERY = 100;

    private final String bootstrapServers;
    private final List<String> bad = new ArrayList<>();
    private long sent;

    Messages(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Sends the messages of these purchases and bad ones between them, and waits until Kafka has them. */
    void send(List<EntityAt> purchases) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (EntityAt purchase : purchases) {
                send(producer, purchase.id(), message(purchase.id(), purchase));
                if (sent % BAD_EVERY == 0) {
                    // By turns no JSON and a purchase that there is not.
                    String text = bad.size() % 2 == 0
                            ? "{\"bad\": " + bad.size()
                            : message("pur-unknown-" + bad.size(), purchase);
                    bad.add(text);
                    send(producer, purchase.id(), text);
                }
            }
            producer.flush();
        }
    }

    private static String message(String id, EntityAt purchase) {
        return "{\"purchase\": {\"id\": \"%s\", \"timestamp\": \"%s\"}}".formatted(id, purchase.timestamp());
    }

    private void send(KafkaProducer<byte[], byte[]> producer, String key, String value) {
        var unused = producer.send(new ProducerRecord<>(
                ChaosServices.INPUT, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)));
        sent++;
    }

    /** How many have been sent, the bad ones included. */
    long sent() {
        return sent;
    }

    /** The bad ones. */
    List<String> bad() {
        return bad;
    }

    /**
     * Waits until so many have been committed.
     *
     * @throws IllegalStateException if it takes longer than the deadline
     */
    void awaitCommitted(LongPredicate enough, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            long committed = committed(admin);
            while (!enough.test(committed)) {
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException("After " + deadline.toSeconds() + " seconds " + committed + " of "
                            + sent + " messages were committed.");
                }
                Pauses.of(Duration.ofMillis(20));
                committed = committed(admin);
            }
        }
    }

    /** Waits until so many services have partitions. */
    void awaitMembers(int services) {
        long end = System.nanoTime() + TO_JOIN.toNanos();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            while (membersWithPartitions(admin) < services) {
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException("There are not " + services + " services with partitions.");
                }
                Pauses.of(POLL);
            }
        }
    }

    private static long membersWithPartitions(Admin admin) {
        try {
            return admin
                    .describeConsumerGroups(List.of(ChaosServices.GROUP))
                    .all()
                    .get(ADMIN_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                    .values()
                    .stream()
                    .flatMap(group -> group.members().stream())
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .count();
        } catch (ExecutionException | TimeoutException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many have been committed now; -1 if Kafka does not say. */
    long committed() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            return committed(admin);
        }
    }

    private static long committed(Admin admin) {
        try {
            return admin
                    .listConsumerGroupOffsets(ChaosServices.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get(ADMIN_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                    .values()
                    .stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        } catch (ExecutionException | TimeoutException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All committed scores. */
    List<ScoreMessage> scores() {
        return read(ChaosServices.SCORES).stream()
                .map(record -> ScoreMessage.fromJson(record.value()))
                .toList();
    }

    /** The texts of all committed dead letters. */
    List<String> deadLetters() {
        return read(ChaosServices.DEAD_LETTERS).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Read to the end of what has been written: what hides behind a transaction that is not over yet is waited for. */
    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
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
            Map<TopicPartition, Long> ends = ends(partitions);
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

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get(ADMIN_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not say where its topics end.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
