package dendro.modelservice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dendro.modelservice.configuration.ConnectorKeys;
import dendro.modelservice.kafka.KafkaSettings;
import dendro.modelservice.model.ModelSettings;
import dendro.modelservice.scoring.ChallengerSettings;
import io.dropwizard.core.Configuration;
import io.dropwizard.validation.ValidationMethod;
import io.dropwizard.validation.selfvalidating.SelfValidating;
import io.dropwizard.validation.selfvalidating.SelfValidation;
import io.dropwizard.validation.selfvalidating.ViolationCollector;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The model-service's YAML; {@code model-service.yml} explains each entry. */
@SelfValidating
public final class ModelServiceConfiguration extends Configuration {

    @Valid
    @NotNull
    private final QueryServiceSettings queryService;

    @Valid
    @NotNull
    private final KafkaSettings kafka;

    @NotBlank
    private final String trigger;

    @Valid
    @NotNull
    private final ModelSettings model;

    @DecimalMin("0")
    @DecimalMax("1")
    private final double sampleValues;

    @Valid
    private final @Nullable ChallengerSettings challenger;

    @Valid
    private final List<TopicSettings> scoring;

    /** A configuration as read; what is absent is found by validation. */
    @JsonCreator
    public ModelServiceConfiguration(
            @JsonProperty("queryService") QueryServiceSettings queryService,
            @JsonProperty("kafka") KafkaSettings kafka,
            @JsonProperty("trigger") String trigger,
            @JsonProperty("model") ModelSettings model,
            @JsonProperty("sampleValues") double sampleValues,
            @JsonProperty("challenger") @Nullable ChallengerSettings challenger,
            @JsonProperty("scoring") @Nullable List<TopicSettings> scoring) {
        this.queryService = queryService;
        this.kafka = kafka;
        this.trigger = trigger;
        this.model = model;
        this.sampleValues = sampleValues;
        this.challenger = challenger;
        this.scoring = scoring == null ? List.of() : List.copyOf(scoring);
    }

    /** Either {@code scoring} says what is scored, or these two entries do. */
    @ValidationMethod(
            message = "must have model.name and kafka.input, or else scoring with the model and topic of each")
    @JsonIgnore
    public boolean isScoringSomething() {
        return !scoring.isEmpty()
                || model == null
                || kafka == null
                || (named() && !kafka.input().isBlank());
    }

    private boolean named() {
        return model.name() != null && !model.name().isBlank();
    }

    /** Called by validation. */
    @SelfValidation
    public void findWhatDoesNotGoTogether(ViolationCollector found) {
        ConnectorKeys.wrong(getServerFactory()).forEach(found::addViolation);
        if (model != null && kafka != null) {
            TopicsTogether.wrong(this).forEach(found::addViolation);
        }
    }

    /** What is tried beside the champion, if anything is and {@code scoring} does not say otherwise. */
    Optional<ChallengerSettings> challenger() {
        return Optional.ofNullable(challenger);
    }

    /** The entries of {@code scoring}. */
    List<TopicSettings> scoring() {
        return scoring;
    }

    /** The topics that are scored, and by what. */
    List<TopicSettings.Complete> topics() {
        if (scoring.isEmpty()) {
            return List.of(new TopicSettings.Complete(
                    String.valueOf(model.name()), model.alias(), trigger, kafka, sampleValues, challenger()));
        }
        return scoring.stream()
                .map(topic -> topic.completedBy(model, trigger, kafka, sampleValues, challenger()))
                .toList();
    }

    /** Where features come from. */
    public QueryServiceSettings queryService() {
        return queryService;
    }

    /** Where messages come from and scores go. */
    public KafkaSettings kafka() {
        return kafka;
    }

    /** The top-level key of messages, as in {@code purchase}. */
    public String trigger() {
        return trigger;
    }

    /** Where models are found, and which one scores unless {@code scoring} says so. */
    public ModelSettings model() {
        return model;
    }

    /** The fraction of ids, 0 to 1, whose feature values are logged with their scores. */
    public double sampleValues() {
        return sampleValues;
    }
}
