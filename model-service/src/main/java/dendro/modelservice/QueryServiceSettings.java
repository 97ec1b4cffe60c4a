package dendro.modelservice;

import io.dropwizard.util.Duration;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The block {@code queryService} of the configuration.
 *
 * @param url such as {@code http://127.0.0.1:8080}
 * @param timeout how long it may stay silent, as in {@code 10s}
 * @param token by which it knows the model-service, as in {@code ${QUERY_SERVICE_TOKEN:-}}; empty for none
 */
public record QueryServiceSettings(
        @NotNull URI url,
        @NotNull Duration timeout,
        @Nullable String token) {

    /** The token, if there is one. */
    Optional<String> shownToken() {
        return Optional.ofNullable(token).filter(text -> !text.isBlank());
    }
}
