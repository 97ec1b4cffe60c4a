package dendro.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dendro.broker.BrokerSettings;
import dendro.broker.LocalBroker;
import dendro.broker.Topic;
import dendro.message.ScoreMessage;
import dendro.queryservice.RunningQueryService;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against a real broker, a real query-service and a model repository on disk. */
class CheckTest {

    private static final AtomicInteger TOPICS = new AtomicInteger();

    private static Path folder;
    private static LocalBroker broker;
    private static RunningQueryService queryService;

    private final String topic = "scores-" + TOPICS.incrementAndGet();

    @BeforeAll
    static void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        broker = LocalBroker.start(BrokerSettings.in(folder.resolve("kafka")));
        Logged.publish(folder.resolve("models"), folder);
        queryService = RunningQueryService.start(
                Files.writeString(folder.resolve("query-service.yml"), """
                        databases:
                          purchases: {uri: "datomic:mem://consistency-test", seed: %s}
                        server:
                          applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
                          adminConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
                          requestLog: {appenders: []}
                        logging: {level: WARN}
                        """.formatted(Logged.seed(folder))));
    }

    @AfterAll
    static void stop() {
        queryService.close();
        broker.close();
    }

    @Test
    void scoresThatTrainingAgreesWith_haveNothingWrong() {
        // Given: every second one without values, and one sent twice
        List<ScoreMessage> scores = new ArrayList<>(IntStream.range(0, Logged.PURCHASES)
                .mapToObj(i -> i % 2 == 0 ? Logged.withValues(i) : Logged.byDigest(i))
                .toList());
        scores.add(Logged.withValues(4));
        write(scores);

        // When
        Outcome outcome = check();

        // Then
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.line("scores")).containsExactly("21", "0", "0", "0");
        assertThat(outcome.line("amount")).containsExactly("11", "0", "0", "0");
        assertThat(outcome.lines())
                .contains(
                        "10 scores by their digest alone, 0 mismatching in nothing but the digest, 1 repeated, 0 unreadable");
    }

    @Test
    void plantedDifferences_areEachFoundWhereTheyAre() {
        // Given
        List<ScoreMessage> scores = new ArrayList<>();
        for (int i = 0; i < Logged.PURCHASES; i++) {
            switch (i) {
                case 3 -> scores.add(Logged.withAmount(3, 999_999L));
                case 5 ->
                    scores.add(Logged.withDigest(
                            5, Logged.byDigest(6).meta().features().digest()));
                case 7 -> {}
                case 9 -> scores.add(Logged.withoutNote(9));
                default -> scores.add(Logged.withValues(i));
            }
        }
        scores.add(Logged.of("pur-unknown", Logged.moment(4)));
        write(scores);
        writeBytes("no score".getBytes(StandardCharsets.UTF_8));

        // When
        Outcome outcome = check(
                "--from",
                Logged.moment(0).toString(),
                "--to",
                Logged.moment(Logged.PURCHASES).toString());

        // Then
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.line("scores")).containsExactly("19", "3", "1", "1");
        assertThat(outcome.line("amount")).containsExactly("20", "1", "1", "1");
        assertThat(outcome.line("note")).containsExactly("20", "0", "2", "1");
        assertThat(outcome.lines())
                .contains(
                        "1 scores by their digest alone, 1 mismatching in nothing but the digest, 0 repeated, 1 unreadable")
                .anyMatch(line -> line.startsWith("pur-3 ")
                        && line.endsWith("amount is 999999, but the training path gives 103."))
                .anyMatch(line -> line.startsWith("pur-5 ") && line.contains("the digest is another"))
                .anyMatch(line -> line.startsWith("pur-7 ") && line.contains("no score is logged"))
                .anyMatch(line ->
                        line.startsWith("pur-9 ") && line.contains("note is none, but the training path gives \"n9\""))
                .anyMatch(line -> line.startsWith("pur-unknown ") && line.contains("the training path has no row"))
                .anyMatch(line -> line.startsWith("Message 0 of partition 1 is no score."));
    }

    @Test
    void scoreOfAnotherMoment_isExtraAndSaysWhichMomentTrainingHas() {
        write(List.of(Logged.withValues(2), Logged.of("pur-3", Logged.moment(3).plusMillis(1)), Logged.withValues(4)));

        Outcome outcome = check();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.line("scores")).containsExactly("2", "0", "1", "1");
        assertThat(outcome.lines()).anyMatch(line -> line.endsWith("its row is as of " + Logged.moment(3) + "."));
    }

    @Test
    void range_leavesOutWhatIsBeforeAndAfter() {
        write(List.of(Logged.withAmount(1, 0L), Logged.withValues(2), Logged.withValues(3), Logged.withAmount(4, 0L)));

        Outcome outcome = check(
                "--from", Logged.moment(2).toString(), "--to", Logged.moment(4).toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.line("scores")).containsExactly("2", "0", "0", "0");
    }

    @Test
    void abortedScores_areNotSeen() {
        write(List.of(Logged.withValues(2)));
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic))) {
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer.send(
                    new ProducerRecord<>(topic, Logged.withAmount(2, 0L).toJson()));
            producer.flush();
            producer.abortTransaction();
        }

        Outcome outcome = check();

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.line("scores")).containsExactly("1", "0", "0", "0");
    }

    @Test
    void versionThatIsNotInTheRepository_isTold() {
        write(List.of(Logged.withValues(2), Logged.withVersion(3, "7")));

        Outcome outcome = check();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.lines())
                .anyMatch(line -> line.contains("1 unreadable"))
                .anyMatch(line -> line.startsWith("Scores of purchase-risk version 7 cannot be compared."));
    }

    @Test
    void whatCannotBeCompared_endsWith2AndASentence() {
        write(List.of(Logged.withValues(2), Logged.withValues(3)));

        assertThat(check("--topic", "no-such-topic").errors())
                .isEqualTo("consistency: Kafka has no topic 'no-such-topic'.");
        assertThat(check("--most", "1").errors()).contains("There are more than 1 scores in this range");
        assertThat(check("--from", "2999-01-01T00:00:00Z").errors()).contains("has no scores in this range");
        assertThat(check("--query-service", "http://127.0.0.1:1").exitCode()).isEqualTo(2);
        assertThat(check("--from", "2020-01-01T00:00:00Z", "--to", "2019-01-01T00:00:00Z")
                        .errors())
                .contains("--from must be before --to");
    }

    @Test
    void kafkaProperties_nameAVariableThatIsNotSet() throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"), "sasl.jaas.config=x password=\"${NO_SUCH_VARIABLE}\";");

        Outcome outcome = check("--kafka-properties", file.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errors()).contains("sasl.jaas.config").contains("NO_SUCH_VARIABLE");
    }

    private record Outcome(int exitCode, String output, String errors) {

        List<String> lines() {
            return output.lines().toList();
        }

        /** The numbers of the line that begins with this word. */
        List<String> line(String first) {
            return output.lines()
                    .map(line -> List.of(line.strip().split(" +", -1)))
                    .filter(words -> words.size() == 5 && words.get(0).equals(first))
                    .map(words -> words.subList(1, 5))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(output + errors));
        }
    }

    private Outcome check(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "--kafka",
                broker.bootstrapServers(),
                "--models",
                folder.resolve("models").toString()));
        for (String[] usual : new String[][] {
            {"--topic", topic}, {"--query-service", queryService.uri().toString()}
        }) {
            if (!List.of(options).contains(usual[0])) {
                arguments.addAll(List.of(usual));
            }
        }
        arguments.addAll(List.of(options));
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine command = Check.command();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(errors, true));
        int exitCode = command.execute(arguments.toArray(String[]::new));
        return new Outcome(exitCode, out.toString(), errors.toString().strip());
    }

    private void write(List<ScoreMessage> scores) {
        broker.ensure(new Topic(topic, 2));
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (ScoreMessage score : scores) {
                var unused = producer.send(new ProducerRecord<>(topic, 0, null, score.toJson()));
            }
        }
    }

    private void writeBytes(byte[] message) {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            var unused = producer.send(new ProducerRecord<>(topic, 1, null, message));
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> further) {
        Map<String, Object> properties = new HashMap<>(further);
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
