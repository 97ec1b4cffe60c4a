package dendro.modelservice;

import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import io.dropwizard.validation.selfvalidating.SelfValidating;
import io.dropwizard.validation.selfvalidating.SelfValidation;
import io.dropwizard.validation.selfvalidating.ViolationCollector;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The block {@code queryService} of the configuration. Its text does not show the token.
 *
 * @param url such as {@code http://127.0.0.1:8080}
 * @param timeout how long it may stay silent, as in {@code 10s}
 * @param token by which it knows the model-service, as in {@code ${QUERY_SERVICE_TOKEN:-}}; empty for none
 */
@SelfValidating
public record QueryServiceSettings(
        @NotNull URI url,

        @NotNull @MinDuration(value = 1, unit = TimeUnit.MILLISECONDS)
        Duration timeout,

        @Pattern(regexp = "[!-~]*", message = "must be of visible ASCII characters, without spaces") @Nullable
        String token) {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** Called by validation. */
    @SelfValidation
    public void findWhatCannotBeAsked(ViolationCollector found) {
        if (url != null && (!SCHEMES.contains(String.valueOf(url.getScheme())) || url.getHost() == null)) {
            found.addViolation("url", "must be an http or https URL, such as http://127.0.0.1:8080");
        } else if (url != null && url.getUserInfo() != null) {
            // It would be shown wherever the address is.
            found.addViolation("url", "must not hold a password; queryService.token is for that");
        }
    }

    /** The token, if there is one. */
    Optional<String> shownToken() {
        return Optional.ofNullable(token).filter(text -> !text.isBlank());
    }

    @Override
    public String toString() {
        return "QueryServiceSettings[url=" + url + ", timeout=" + timeout + ", token="
                + shownToken().map(secret -> "***").orElse("") + "]";
    }
}
