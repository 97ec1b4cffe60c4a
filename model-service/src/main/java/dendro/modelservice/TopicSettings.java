package dendro.modelservice;

import dendro.modelservice.configuration.Names;
import dendro.modelservice.kafka.KafkaSettings;
import dendro.modelservice.model.ModelSettings;
import dendro.modelservice.scoring.ChallengerSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code scoring} in the configuration: one topic and the model that scores it. What is absent is as it
 * stands in the blocks for all.
 *
 * @param model its name
 * @param topic of messages that ask for scores
 * @param trigger the top-level key of messages
 * @param scores topic of scores
 * @param deadLetters topic of what cannot be scored
 * @param alias whose version scores
 * @param sampleValues fraction of ids whose feature values are logged
 * @param challenger that is tried beside it
 */
public record TopicSettings(
        @NotBlank @Pattern(regexp = Names.MODEL + "|", message = Names.NO_MODEL)
        String model,

        @NotBlank @Pattern(regexp = Names.TOPIC + "|", message = Names.NO_TOPIC)
        String topic,

        @Pattern(regexp = ".*\\S.*", message = "must not be blank") @Nullable
        String trigger,

        @Pattern(regexp = Names.TOPIC, message = Names.NO_TOPIC) @Nullable
        String scores,

        @Pattern(regexp = Names.TOPIC, message = Names.NO_TOPIC) @Nullable
        String deadLetters,

        @Pattern(regexp = Names.MODEL, message = Names.NO_MODEL) @Nullable
        String alias,

        @DecimalMin("0") @DecimalMax("1") @Nullable Double sampleValues,
        @Valid @Nullable ChallengerSettings challenger) {

    /**
     * A topic and what scores it, nothing absent.
     *
     * @param model its name
     * @param alias whose version scores
     * @param trigger the top-level key of messages
     * @param kafka where the messages come from and the scores go
     * @param sampleValues fraction of ids whose feature values are logged
     * @param challenger that is tried beside it, if one is
     */
    record Complete(
            String model,
            String alias,
            String trigger,
            KafkaSettings kafka,
            double sampleValues,
            Optional<ChallengerSettings> challenger) {}

    Complete completedBy(
            ModelSettings models,
            String usualTrigger,
            KafkaSettings kafka,
            double usualSample,
            Optional<ChallengerSettings> usualChallenger) {
        return new Complete(
                model,
                alias == null ? models.alias() : alias,
                trigger == null ? usualTrigger : trigger,
                kafka.forTopic(
                        model,
                        topic,
                        scores == null ? kafka.scores() : scores,
                        deadLetters == null ? kafka.deadLetters() : deadLetters),
                sampleValues == null ? usualSample : sampleValues,
                challenger == null ? usualChallenger : Optional.of(challenger));
    }
}
