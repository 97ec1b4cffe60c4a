package dendro.modelservice.kafka;

import dendro.modelservice.configuration.Names;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.selfvalidating.SelfValidating;
import io.dropwizard.validation.selfvalidating.SelfValidation;
import io.dropwizard.validation.selfvalidating.ViolationCollector;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The block {@code kafka} of the configuration. Its text shows no secrets.
 *
 * @param bootstrapServers {@code host:port}, several with commas between
 * @param input topic of messages that ask for scores; absent if {@code scoring} names several
 * @param scores topic of scores
 * @param deadLetters topic of what cannot be scored
 * @param groupId all services with this id share the input's partitions
 * @param transactionalId one running service each; stable over restarts. Its producers' ids begin with it
 * @param maxBatch how many messages are asked about at a time at most
 * @param batchesInFlight how many batches are asked about at the same time; absent for 4
 * @param cursorWait how long a message waits for the databases to be observed past its moment before it becomes a dead
 *     letter; absent for ten minutes
 * @param properties further settings of Kafka's clients, such as {@code security.protocol}
 */
@SelfValidating
public record KafkaSettings(
        @NotBlank String bootstrapServers,

        @Pattern(regexp = Names.TOPIC + "|", message = Names.NO_TOPIC)
        String input,

        @NotBlank @Pattern(regexp = Names.TOPIC, message = Names.NO_TOPIC)
        String scores,

        @NotBlank @Pattern(regexp = Names.TOPIC, message = Names.NO_TOPIC)
        String deadLetters,

        @NotBlank String groupId,
        @NotBlank String transactionalId,
        @Min(1) @Max(10_000) int maxBatch,
        @Min(1) @Max(64) Integer batchesInFlight,
        Duration cursorWait,
        Map<String, String> properties) {

    private static final String SERVER = "([A-Z_]+://)?(\\[[0-9a-fA-F:.%]+]|[\\w.-]+):\\d{1,5}";
    private static final int IN_FLIGHT = 4;
    private static final Duration LONGEST_WAIT = Duration.minutes(10);

    /** Fills in what is absent. */
    public KafkaSettings(
            String bootstrapServers,
            @Nullable String input,
            String scores,
            String deadLetters,
            String groupId,
            String transactionalId,
            int maxBatch,
            @Nullable Integer batchesInFlight,
            @Nullable Duration cursorWait,
            @Nullable Map<String, String> properties) {
        this.bootstrapServers = bootstrapServers;
        this.input = input == null ? "" : input;
        this.scores = scores;
        this.deadLetters = deadLetters;
        this.groupId = groupId;
        this.transactionalId = transactionalId;
        this.maxBatch = maxBatch;
        this.batchesInFlight = batchesInFlight == null ? IN_FLIGHT : batchesInFlight;
        this.cursorWait = cursorWait == null ? LONGEST_WAIT : cursorWait;
        Map<String, String> given = new HashMap<>(properties == null ? Map.of() : properties);
        given.replaceAll((name, value) -> Objects.requireNonNullElse(value, ""));
        this.properties = Map.copyOf(given);
    }

    /** Called by validation. */
    @SelfValidation
    public void findWhatKafkaWillNotTake(ViolationCollector found) {
        if (bootstrapServers != null
                && !bootstrapServers.isBlank()
                && !Arrays.stream(bootstrapServers.split(",", -1))
                        .allMatch(server -> server.strip().matches(SERVER))) {
            found.addViolation("bootstrapServers", "must be host:port, several with commas between");
        }
        ClientProperties.wrong(properties)
                .forEach((name, sentence) -> found.addViolation("properties", name, sentence));
    }

    @Override
    public String toString() {
        return "KafkaSettings[bootstrapServers=%s, input=%s, scores=%s, deadLetters=%s, groupId=%s, transactionalId=%s, properties=%s]"
                .formatted(
                        bootstrapServers,
                        input,
                        scores,
                        deadLetters,
                        groupId,
                        transactionalId,
                        ClientProperties.shown(properties));
    }

    /** The same for one of several topics, each of which has a group and a transactional id of its own. */
    public KafkaSettings forTopic(String model, String topic, String scoresTopic, String deadLettersTopic) {
        return new KafkaSettings(
                bootstrapServers,
                topic,
                scoresTopic,
                deadLettersTopic,
                groupId + "-" + model,
                transactionalId + "-" + model,
                maxBatch,
                batchesInFlight,
                cursorWait,
                properties);
    }

    /** The same at other brokers. */
    KafkaSettings at(String servers) {
        return new KafkaSettings(
                servers,
                input,
                scores,
                deadLetters,
                groupId,
                transactionalId,
                maxBatch,
                batchesInFlight,
                cursorWait,
                properties);
    }

    /** The same in another group, under another transactional id. */
    KafkaSettings as(String group, String transactional) {
        return new KafkaSettings(
                bootstrapServers,
                input,
                scores,
                deadLetters,
                group,
                transactional,
                maxBatch,
                batchesInFlight,
                cursorWait,
                properties);
    }
}
