package dendro.modelservice.kafka;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The block {@code kafka} of the configuration.
 *
 * @param bootstrapServers {@code host:port}, several with commas between
 * @param input topic of messages that ask for scores
 * @param scores topic of scores
 * @param deadLetters topic of what cannot be scored
 * @param groupId all services with this id share the input's partitions
 * @param transactionalId one running service each; stable over restarts
 * @param maxBatch how many messages are scored in one transaction at most
 * @param properties further settings of Kafka's clients, such as {@code security.protocol}
 */
public record KafkaSettings(
        @NotBlank String bootstrapServers,
        @NotBlank String input,
        @NotBlank String scores,
        @NotBlank String deadLetters,
        @NotBlank String groupId,
        @NotBlank String transactionalId,
        @Min(1) @Max(10_000) int maxBatch,
        Map<String, String> properties) {

    /** An absent {@code properties} is an empty one. */
    public KafkaSettings(
            String bootstrapServers,
            String input,
            String scores,
            String deadLetters,
            String groupId,
            String transactionalId,
            int maxBatch,
            @Nullable Map<String, String> properties) {
        this.bootstrapServers = bootstrapServers;
        this.input = input;
        this.scores = scores;
        this.deadLetters = deadLetters;
        this.groupId = groupId;
        this.transactionalId = transactionalId;
        this.maxBatch = maxBatch;
        this.properties = properties == null ? Map.of() : Map.copyOf(properties);
    }
}
