package dendro.modelservice;

import io.dropwizard.util.Duration;
import jakarta.validation.constraints.NotNull;
import java.net.URI;

/**
 * The block {@code queryService} of the configuration.
 *
 * @param url such as {@code http://127.0.0.1:8080}
 * @param timeout how long it may stay silent, as in {@code 10s}
 */
public record QueryServiceSettings(
        @NotNull URI url, @NotNull Duration timeout) {}
