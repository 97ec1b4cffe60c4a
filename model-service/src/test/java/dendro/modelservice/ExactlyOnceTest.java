package dendro.modelservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.modelservice.world.RunningModelService;
import dendro.modelservice.world.ScoringTopics;
import dendro.modelservice.world.ServiceSettings;
import dendro.modelservice.world.World;
import dendro.queryservice.RunningQueryService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(World.Provider.class)
class ExactlyOnceTest {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final int ENDED_BY_SIGTERM = 143;

    @Test
    void restarts_neitherLoseNorDouble(World world) {
        // Given
        ScoringTopics topics = world.newTopics();
        ServiceSettings settings = world.settings(topics).withMaxBatch(5);
        topics.sendPurchases(0, 100);

        // When
        try (RunningModelService first = RunningModelService.start(world, settings)) {
            awaitScored(first, 5);
        }
        int before = topics.committedScores().size();
        topics.sendPurchases(100, 130);
        try (RunningModelService second = RunningModelService.start(world, settings)) {
            awaitScored(second, 5);
        }
        topics.sendPurchases(130, 160);
        try (RunningModelService third = RunningModelService.start(world, settings)) {
            awaitScores(topics, 160);
            assertThat(third.health("scoring-loop").isHealthy()).isTrue();
        }

        // Then
        assertThat(before).isGreaterThanOrEqualTo(5);
        assertThat(topics.scoredIds()).isEqualTo(ids(160));
        assertThat(topics.committedDeadLetters()).isEmpty();
    }

    @Test
    void killedProcess_neitherLosesNorDoubles(World world, @TempDir Path folder) throws Exception {
        // Given
        ScoringTopics topics = world.newTopics();
        ServiceSettings settings = world.settings(topics).withMaxBatch(2);
        topics.sendPurchases(0, 200);
        Process process = startProcess(world, settings, folder.resolve("process.log"));
        try {
            awaitScores(topics, 4);
        } finally {
            process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }

        // When
        topics.sendPurchases(200, 230);
        try (RunningModelService next = RunningModelService.start(world, settings.withMaxBatch(50))) {
            awaitScores(topics, 230);
            assertThat(next.health("scoring-loop").isHealthy()).isTrue();
        }

        // Then
        assertThat(topics.scoredIds()).isEqualTo(ids(230));
    }

    @Test
    void sigterm_finishesTheBatchAndLeavesTheGroup(World world, @TempDir Path folder) throws Exception {
        // Given
        ScoringTopics topics = world.newTopics();
        ServiceSettings settings = world.settings(topics).withMaxBatch(2);
        topics.sendPurchases(0, 100);
        Process process = startProcess(world, settings, folder.resolve("process.log"));
        try {
            awaitScores(topics, 4);

            // When
            process.destroy();

            // Then
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
            assertThat(folder.resolve("process.log")).content().doesNotContain("WARN", "ERROR");
            assertThat(topics.scoredIds()).doesNotHaveDuplicates();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process startProcess(World world, ServiceSettings settings, Path output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ModelServiceMain.class.getName(),
                        "server",
                        world.write("process", settings.yaml()).toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    @Test
    void transactionsLeftOpenByACrash_areAborted(World world) {
        // Given
        ScoringTopics topics = world.newTopics();
        ServiceSettings settings = world.settings(topics);
        try (KafkaProducer<byte[], byte[]> one = crashed(world, topics, settings.transactionalId() + "-a");
                KafkaProducer<byte[], byte[]> other = crashed(world, topics, settings.transactionalId() + "-b")) {
            topics.sendPurchases(0, 10);

            // When
            try (RunningModelService service = RunningModelService.start(world, settings)) {
                awaitScored(service, 10);
            }

            // Then
            assertThat(topics.scoredIds()).isEqualTo(ids(10));
            assertThatThrownBy(one::commitTransaction).isInstanceOf(KafkaException.class);
            assertThatThrownBy(other::commitTransaction).isInstanceOf(KafkaException.class);
        }
    }

    private static KafkaProducer<byte[], byte[]> crashed(World world, ScoringTopics topics, String transactionalId) {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        world.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        transactionalId),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        var unused =
                producer.send(new ProducerRecord<>(topics.scores(), "half a score".getBytes(StandardCharsets.UTF_8)));
        producer.flush();
        return producer;
    }

    @Test
    void servicesThatComeAndGo_shareTheMessages(World world) {
        // Given
        ScoringTopics topics = world.newTopics();
        ServiceSettings settings = world.settings(topics).withMaxBatch(5);
        ServiceSettings other = settings.withTransactionalId(settings.transactionalId() + "b");
        AtomicInteger sent = new AtomicInteger();

        // When
        try (RunningModelService first = RunningModelService.start(world, settings)) {
            sendUntilScored(topics, sent, first);
            try (RunningModelService second = RunningModelService.start(world, other)) {
                sendUntilScored(topics, sent, second);
            }
            try (RunningModelService third = RunningModelService.start(world, other)) {
                sendUntilScored(topics, sent, third);
            }
            awaitScores(topics, sent.get());
        }

        // Then
        assertThat(topics.scoredIds()).isEqualTo(ids(sent.get()));
    }

    /** A service that joins has work only once the group has found together anew. */
    private static void sendUntilScored(ScoringTopics topics, AtomicInteger sent, RunningModelService service) {
        Awaitility.await().atMost(DEADLINE).pollInterval(Duration.ofMillis(400)).until(() -> {
            topics.sendPurchases(sent.get(), sent.addAndGet(2));
            return service.scored() >= 5;
        });
    }

    @Test
    void awayQueryService_isWaitedFor(World world) throws IOException {
        // Given
        ScoringTopics topics = world.newTopics();
        int port = freePort();
        ServiceSettings settings = world.settings(topics).withQueryService(URI.create("http://127.0.0.1:" + port));
        try (RunningModelService service = RunningModelService.start(world, settings)) {
            topics.sendPurchases(0, 20);
            Awaitility.await().atMost(DEADLINE).untilAsserted(() -> assertThat(
                            service.health("scoring-loop").getMessage())
                    .contains("service-unavailable"));
            assertThat(service.health("query-service").isHealthy()).isFalse();
            assertThat(topics.committedScores()).isEmpty();

            // When: it comes, goes and comes again.
            try (RunningQueryService queryService = world.startQueryService(port, "8MiB")) {
                awaitScored(service, 20);
                assertThat(queryService.uri().getPort()).isEqualTo(port);
            }
            topics.sendPurchases(20, 40);
            long retries = service.retries();
            Awaitility.await().atMost(DEADLINE).until(() -> service.retries() > retries);
            try (RunningQueryService queryService = world.startQueryService(port, "8MiB")) {
                awaitScored(service, 40);
                assertThat(queryService.uri().getPort()).isEqualTo(port);
            }

            // Then
            assertThat(service.health("scoring-loop").isHealthy()).isTrue();
        }
        assertThat(topics.scoredIds()).isEqualTo(ids(40));
        assertThat(topics.committedDeadLetters()).isEmpty();
    }

    private static void awaitScored(RunningModelService service, int scores) {
        Awaitility.await().atMost(DEADLINE).until(() -> service.scored() >= scores);
    }

    private static void awaitScores(ScoringTopics topics, int scores) {
        Awaitility.await().atMost(DEADLINE).until(() -> topics.committedScores().size() >= scores);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<String> ids(int to) {
        return IntStream.range(0, to).mapToObj(i -> "pur-" + i).sorted().toList();
    }
}
