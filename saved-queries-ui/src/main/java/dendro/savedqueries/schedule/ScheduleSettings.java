package dendro.savedqueries.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code schedules: {token, webhooks, atOnce, look, attempts, firstRetry}} of the service's YAML. */
public final class ScheduleSettings {

    @JsonProperty
    private @Nullable String token;

    @NotNull
    @JsonProperty
    private List<String> webhooks = List.of();

    @Min(1)
    @Max(20)
    @JsonProperty
    private int atOnce = 2;

    @NotNull
    @JsonProperty
    private Duration look = Duration.seconds(10);

    @Min(1)
    @Max(20)
    @JsonProperty
    private int attempts = 6;

    @NotNull
    @JsonProperty
    private Duration firstRetry = Duration.seconds(30);

    /** Shows the query-service who runs schedules. */
    public Optional<String> token() {
        return Optional.ofNullable(token).filter(text -> !text.isBlank());
    }

    /** The hosts that alerts may be sent to. */
    WebhookHosts webhooks() {
        return new WebhookHosts(webhooks);
    }

    /** How many schedules an instance runs at a time. */
    int atOnce() {
        return atOnce;
    }

    /** How often is looked for what is due. */
    java.time.Duration look() {
        return look.toJavaDuration();
    }

    /** How often an alert is tried. */
    int attempts() {
        return attempts;
    }

    /** How long is waited after the first attempt; twice as long after each further one. */
    java.time.Duration firstRetry() {
        return firstRetry.toJavaDuration();
    }
}
