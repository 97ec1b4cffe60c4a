package dendro.modelservice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dendro.modelservice.kafka.KafkaSettings;
import dendro.modelservice.model.ModelSettings;
import io.dropwizard.core.Configuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

/** The model-service's YAML; {@code model-service.yml} explains each entry. */
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

    /** A configuration as read; what is absent is found by validation. */
    @JsonCreator
    public ModelServiceConfiguration(
            @JsonProperty("queryService") QueryServiceSettings queryService,
            @JsonProperty("kafka") KafkaSettings kafka,
            @JsonProperty("trigger") String trigger,
            @JsonProperty("model") ModelSettings model,
            @JsonProperty("sampleValues") double sampleValues) {
        this.queryService = queryService;
        this.kafka = kafka;
        this.trigger = trigger;
        this.model = model;
        this.sampleValues = sampleValues;
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

    /** Which model scores. */
    public ModelSettings model() {
        return model;
    }

    /** The fraction of ids, 0 to 1, whose feature values are logged with their scores. */
    public double sampleValues() {
        return sampleValues;
    }
}
