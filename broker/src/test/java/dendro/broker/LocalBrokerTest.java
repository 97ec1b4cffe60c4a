package dendro.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerTest {

    @Test
    void restartOnTheSameFolder_keepsMessagesAndTopics(@TempDir Path folder) throws Exception {
        // Given
        try (LocalBroker broker =
                LocalBroker.start(BrokerSettings.in(folder.resolve("kafka")).withTopic(new Topic("purchases", 3)))) {
            send(broker, "purchases", 2, "pur-108");
        }

        // When
        try (LocalBroker broker =
                LocalBroker.start(BrokerSettings.in(folder.resolve("kafka")).withTopic(Topic.parse("purchases:3")))) {

            // Then
            assertThat(broker.topics()).containsExactly("purchases");
            assertThat(messages(broker, new TopicPartition("purchases", 2), 1)).containsExactly("pur-108");
            assertThatThrownBy(() -> broker.ensure(new Topic("purchases", 4)))
                    .isInstanceOf(BrokerException.class)
                    .hasMessage("Topic purchases exists with 3 partitions, not 4.");
        }
    }

    @Test
    void takenPort_isNamedBeforeAnythingStarts(@TempDir Path folder) throws IOException {
        // Given
        Path untouched = folder.resolve("untouched");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BrokerSettings settings = BrokerSettings.in(untouched).withPort(other.getLocalPort());

            // When, then
            assertThatThrownBy(() -> LocalBroker.start(settings))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("Port " + other.getLocalPort() + " of 127.0.0.1 is taken by another process.");
        }
        assertThat(untouched).doesNotExist();
    }

    @Test
    void folderThatCannotBeMade_isNamed(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        BrokerSettings settings = BrokerSettings.in(file.resolve("kafka"));

        // When, then
        assertThatThrownBy(() -> LocalBroker.start(settings))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining(file.toString());
    }

    private static void send(LocalBroker broker, String topic, int partition, String value) throws Exception {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, partition, value, value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> messages(LocalBroker broker, TopicPartition partition, int expected) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
                return values.size() >= expected;
            });
        }
        return values;
    }
}
