package dendro.demo.otherworld;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.demo.process.ChildProcess;
import dendro.demo.process.JavaProgram;
import dendro.demo.process.Processes;
import dendro.queryservice.RunningQueryService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing of the product knows the demo: loans instead of purchases, other databases, other attributes, ids that are
 * numbers, a timestamp of the entity's own and another message key, by configuration alone.
 */
class OtherWorldTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int SCORED = 60;

    @TempDir
    private Path folder = Path.of("");

    private final int kafkaPort = freePort();
    private final int modelServicePort = freePort();
    private RunningQueryService queryService;
    private Processes processes;

    OtherWorldTest() throws IOException {}

    @BeforeEach
    void start() throws IOException {
        LendingSeeds.write(folder);
        Files.writeString(folder.resolve("query-service.yml"), queryServiceYaml());
        Files.writeString(folder.resolve("loan-default.edn"), featureSet());
        processes = new Processes(folder.resolve("logs"));
        queryService = RunningQueryService.start(folder.resolve("query-service.yml"));
        Files.writeString(folder.resolve("model-service.yml"), modelServiceYaml());
    }

    @AfterEach
    void stop() {
        processes.close();
        queryService.close();
    }

    @Test
    void loansAreTrainedOnAndScored_byConfigurationAlone() throws Exception {
        JsonNode training = train();
        assertThat(training.get("auc").asDouble()).isGreaterThan(0.6);

        startBroker();
        startModelService();
        Map<String, JsonNode> scores = scoresOf(LendingSeeds.LOANS - SCORED);

        assertThat(scores).hasSize(SCORED).allSatisfy((id, score) -> {
            assertThat(score.at("/input/trigger").asText()).isEqualTo("loan");
            assertThat(score.at("/output/score").asDouble()).isBetween(0.0, 1.0);
            assertThat(score.at("/meta/model").asText()).isEqualTo("loan-default");
            assertThat(score.at("/meta/cursor").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("lending", "people");
        });
    }

    private JsonNode train() throws IOException {
        Path summary = folder.resolve("summary.json");
        ChildProcess trainer = processes.start(JavaProgram.ofModule(ROOT.resolve("trainer"), "dendro.trainer.Train")
                .withFlags(List.of("@" + ROOT.resolve("trainer/jvm.flags"), "-Xmx1g"))
                .withArguments(
                        "--query-service", queryService.uri().toString(),
                        "--features", folder.resolve("loan-default.edn").toString(),
                        "--models", folder.resolve("models").toString(),
                        "--from", LendingSeeds.START.toString(),
                        "--to", LendingSeeds.END.toString(),
                        "--promote", "champion",
                        "--summary", summary.toString()));
        assertThat(trainer.awaitEnd(Duration.ofMinutes(3))).isTrue();
        processes.forget(trainer);
        return JSON.readTree(summary.toFile());
    }

    private void startBroker() {
        ChildProcess broker = processes.start(JavaProgram.ofModule(ROOT.resolve("broker"), "dendro.broker.BrokerMain")
                .withFlags(List.of("-Xmx512m"))
                .withArguments(
                        "--port", Integer.toString(kafkaPort),
                        "--data-dir", folder.resolve("kafka").toString(),
                        "--topic", "loans:3",
                        "--topic", "loan-scores:3",
                        "--topic", "loans-that-failed:1"));
        processes.awaitReady(broker, () -> listens(kafkaPort), Duration.ofMinutes(1));
    }

    private void startModelService() {
        ChildProcess modelService = processes.start(JavaProgram.ofModule(
                        ROOT.resolve("model-service"), "dendro.modelservice.ModelServiceMain")
                .withFlags(List.of("-Xmx512m"))
                .withArguments("server", folder.resolve("model-service.yml").toString()));
        processes.awaitReady(modelService, () -> listens(modelServicePort), Duration.ofMinutes(1));
    }

    /** Sends the loans from this one on and waits until each has its score. */
    private Map<String, JsonNode> scoresOf(int first) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + kafkaPort),
                        new StringSerializer(),
                        new StringSerializer());
                KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + kafkaPort,
                                ConsumerConfig.GROUP_ID_CONFIG, "test",
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            for (int loan = first; loan < LendingSeeds.LOANS; loan++) {
                String id = Long.toString(LendingSeeds.number(loan));
                String message = "{\"loan\": {\"id\": \"%s\", \"timestamp\": \"%s\", \"kind\": \"car\"}}"
                        .formatted(id, LendingSeeds.signed(loan));
                var unused = producer.send(new ProducerRecord<>("loans", id, message));
            }
            producer.flush();
            consumer.subscribe(List.of("loan-scores"));
            Map<String, JsonNode> scores = new HashMap<>();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(message -> scores.put(message.key(), json(message.value())));
                return scores.size() >= LendingSeeds.LOANS - first;
            });
            return scores;
        }
    }

    private String queryServiceYaml() {
        return """
                databases:
                  lending: {uri: "datomic:mem://other-world-lending", seed: "%1$s/lending.edn"}
                  people: {uri: "datomic:mem://other-world-people", seed: "%1$s/people.edn"}
                server:
                  applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                logging: {level: WARN}
                """.formatted(folder);
    }

    private String modelServiceYaml() {
        return """
                queryService: {url: "%s", timeout: 10s}
                kafka:
                  bootstrapServers: "127.0.0.1:%d"
                  input: loans
                  scores: loan-scores
                  deadLetters: loans-that-failed
                  groupId: loan-scoring
                  transactionalId: loan-scoring-1
                  maxBatch: 100
                trigger: loan
                model: {repository: "%s/models", name: loan-default, alias: champion}
                sampleValues: 0.1
                server:
                  applicationConnectors: [{type: http, port: %d, bindHost: 127.0.0.1}]
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                """.formatted(queryService.uri(), kafkaPort, folder, modelServicePort);
    }

    private static String featureSet() {
        try (InputStream file = OtherWorldTest.class.getResourceAsStream("loan-default.edn")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
