package dendro.modelservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.util.JarLocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What whoever starts the service with a bad configuration is told. */
class ConfigurationTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "TOKEN",
            "secret-token",
            "PASSWORD",
            "secret-password",
            "BROKEN",
            "secret-\"broken",
            "LINES",
            "secret\nline");

    @TempDir
    private Path folder;

    private String sound() {
        return """
                queryService: {url: "http://127.0.0.1:1", timeout: 10s, token: "${TOKEN}"}
                kafka:
                  bootstrapServers: 127.0.0.1:1
                  input: purchases
                  scores: scores
                  deadLetters: dead-letters
                  groupId: model-service
                  transactionalId: model-service-1
                  maxBatch: 500
                  batchesInFlight: 4
                  cursorWait: 10m
                  properties:
                    security.protocol: SASL_PLAINTEXT
                    sasl.mechanism: PLAIN
                    sasl.jaas.config: org.apache.kafka.common.security.plain.PlainLoginModule required username="dendro" password="${PASSWORD}";
                trigger: purchase
                model: {repository: "%s", name: purchase-risk, alias: champion}
                sampleValues: 1.0
                logging: {level: OFF}
                """.formatted(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "maxBatch: 500 | maxBatch: -1 | kafka.maxBatch must be greater than or equal to 1",
                "maxBatch: 500 | maxbatch: 500 | kafka.maxbatch; did you mean maxBatch?",
                "maxBatch: 500 | maxBatch: many | kafka.maxBatch; is of type: String, expected: int",
                "batchesInFlight: 4 | batchesInFlight: 0 | kafka.batchesInFlight must be greater than or equal to 1",
                "cursorWait: 10m | cursorWait: 10 parsecs | kafka.cursorWait cannot be read: Invalid duration: 10 parsecs",
                "bootstrapServers: 127.0.0.1:1 | bootstrapServers: nowhere | kafka.bootstrapServers must be host:port",
                "bootstrapServers: 127.0.0.1:1 | bootstrapServers: ${NO_BROKER} | kafka.bootstrapServers needs the environment variable NO_BROKER, which is not set",
                "transactionalId: model-service-1 | transactionalId: '' | kafka.transactionalId must not be blank",
                "groupId: model-service | groupId: | kafka.groupId must not be blank",
                "input: purchases | input: pur chases | kafka.input cannot name a topic",
                "input: purchases | inputs: purchases | kafka.inputs; did you mean input?",
                "scores: scores | scores: purchases | kafka.scores must be another topic than kafka.input",
                "deadLetters: dead-letters | deadLetters: scores | kafka.deadLetters must be another topic than kafka.scores",
                "security.protocol: | securty.protocol: | kafka.properties[securty.protocol] is no property of Kafka's clients",
                "SASL_PLAINTEXT | SASL | kafka.properties[security.protocol] cannot be used: Invalid value SASL",
                "mechanism: PLAIN | mechanism: SCRAM-MD5 | kafka.properties[sasl.mechanism] must be one of",
                "${PASSWORD} | ${BROKEN} | kafka.properties[sasl.jaas.config] is no JAAS configuration",
                "properties: | properties:⏎    acks: '1' | kafka.properties[acks] is set by the service itself",
                "properties: | properties:⏎    session.timeout.ms: soon | kafka.properties[session.timeout.ms] cannot be used: Invalid value soon",
                "properties: | properties:⏎    heartbeat.interval.ms: 60000 | kafka.properties cannot be used: ",
                "properties: | properties:⏎    delivery.timeout.ms: 10 | kafka.properties cannot be used: delivery.timeout.ms must be at least",
                "SASL_PLAINTEXT | SASL_SSL⏎    ssl.truststore.location: /no/such/file | kafka.properties[ssl.truststore.location] cannot be used: ",
                "http://127.0.0.1:1 | not a URL | queryService.url cannot be read: Illegal character in path at index 3: not a URL",
                "http://127.0.0.1:1 | http://me:secret@127.0.0.1:1 | queryService.url must not hold a password",
                "http://127.0.0.1:1 | ftp://127.0.0.1 | queryService.url must be an http or https URL",
                "timeout: 10s | timeout: 0s | queryService.timeout must be greater than or equal to 1 MILLISECONDS",
                "${TOKEN} | ${LINES} | queryService.token must be of visible ASCII characters",
                "trigger: purchase | trigger: '' | trigger must not be blank",
                "name: purchase-risk | name: ../risk | model.name cannot name a model",
                "repository: \" | repository: \"/no/such/folder | model.repository is no folder: /no/such/folder",
                "alias: champion | alias: '' | model.alias must not be blank",
                "sampleValues: 1.0 | sampleValues: 2 | sampleValues must be less than or equal to 1",
                "sampleValues: 1.0 | challenger: {fraction: 7, scores: more} | challenger.fraction must be less than or equal to 1",
                "sampleValues: 1.0 | challenger: {fraction: 1, scores: scores} | challenger.scores must be another topic than kafka.scores",
                "sampleValues: 1.0 | challenger: {fraction: 1, scores: more, alias: champion} | challenger.alias must not be that of the champion",
                "sampleValues: 1.0 | scoring: [{model: a, topic: b}, {model: a, topic: c}] | scoring[1].model is named twice: a",
                "sampleValues: 1.0 | scoring: [{model: a, topic: b}, {model: c, topic: d, scores: b}] | scoring[1].scores must be another topic than scoring[0].topic",
                "sampleValues: 1.0 | scoring: [{model: a, topic: b, trigger: ' '}] | scoring[0].trigger must not be blank",
                "sampleValues: 1.0 | server: {applicationConnectors: [{type: https, port: 0, keyStorePath: /no/such/file, keyStorePassword: \"${PASSWORD}\"}]} | server.applicationConnectors[0].keyStorePath is no file: /no/such/file",
                "sampleValues: 1.0 | sampleValues: [1.0 | Malformed YAML at line: ",
            })
    void whatIsWrong_isNamedInOneLine(String instead, String wrong, String sentence) throws IOException {
        assertThat(sound()).contains(instead);

        String said = said(sound().replace(instead, wrong.replace("⏎", "\n")));

        assertThat(said)
                .startsWith("model-service: ")
                .contains(sentence)
                .hasLineCount(1)
                .doesNotContain("secret", "Exception", "\tat ", "[Source");
    }

    /** So whatever is wrong in the others is what was changed. */
    @Test
    void soundConfiguration_failsForWantOfAModelAlone() throws IOException {
        assertThat(said(sound())).contains("has no champion");
    }

    @Test
    void emptyFile_isToldInOneLine() throws IOException {
        assertThat(said("")).startsWith("model-service: ").hasLineCount(1).doesNotContain("\tat ");
    }

    @Test
    void severalWrongFields_areAllNamed() throws IOException {
        assertThat(said(sound().replace("maxBatch: 500", "maxBatch: 0").replace("trigger: purchase", "")))
                .contains("kafka.maxBatch must", "; trigger must not be blank");
    }

    @Test
    void settings_areToldWithoutSecrets() throws Exception {
        ModelServiceConfiguration configuration = ReadConfiguration.of(sound(), ENVIRONMENT);

        assertThat(configuration.queryService().shownToken()).contains("secret-token");
        assertThat(configuration.kafka().properties().get("sasl.jaas.config")).contains("\"secret-password\"");
        assertThat(configuration.kafka() + " " + configuration.queryService() + " " + configuration.topics())
                .contains("security.protocol=SASL_PLAINTEXT", "http://127.0.0.1:1")
                .doesNotContain("secret");
    }

    /** What the process would print. */
    private String said(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("model-service.yml"), yaml);
        ModelService service = new ModelService(name -> Optional.ofNullable(ENVIRONMENT.get(name)));
        Bootstrap<ModelServiceConfiguration> bootstrap = new Bootstrap<>(service);
        service.addDefaultCommands(bootstrap);
        service.initialize(bootstrap);
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Cli cli = new Cli(new JarLocation(ConfigurationTest.class), bootstrap, new ByteArrayOutputStream(), errors);

        assertThat(cli.run("server", file.toString())).isPresent();
        return errors.toString(StandardCharsets.UTF_8).strip();
    }
}
