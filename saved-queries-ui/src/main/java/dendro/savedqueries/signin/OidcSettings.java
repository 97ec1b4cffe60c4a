package dendro.savedqueries.signin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code oidc: {issuer, name, clientId, clientSecret, clientSecretFile, scopes, parameters, baseUrl}} of the service's YAML. */
public final class OidcSettings {

    @NotNull
    @JsonProperty
    private URI issuer = URI.create("");

    @JsonProperty
    private @Nullable String name;

    @NotEmpty
    @JsonProperty
    private String clientId = "";

    @JsonProperty
    private @Nullable String clientSecret;

    @JsonProperty
    private @Nullable Path clientSecretFile;

    @NotNull
    @JsonProperty
    private List<@NotEmpty String> scopes = List.of("openid");

    @NotNull
    @JsonProperty
    private Map<@NotEmpty String, @NotEmpty String> parameters = new LinkedHashMap<>();

    @JsonProperty
    private @Nullable URI baseUrl;

    /** The provider, by which it is found and signs. */
    URI issuer() {
        if (!SafeAddress.isSafe(issuer)) {
            throw invalid("oidc.issuer is " + issuer + ", but must be an https URL; http is for this machine alone"
                    + " (127.0.0.1).");
        }
        return issuer;
    }

    /** What the page calls the provider. */
    public String name() {
        return Optional.ofNullable(name).filter(text -> !text.isBlank()).orElseGet(() -> issuer.getHost());
    }

    /** By which the provider knows this service. */
    String clientId() {
        return clientId;
    }

    /** By which this service shows the provider that it is itself, if it is registered with one. */
    Optional<String> clientSecret() {
        Optional<String> given = Optional.ofNullable(clientSecret).filter(text -> !text.isBlank());
        if (clientSecretFile == null) {
            return given;
        }
        if (given.isPresent()) {
            throw invalid("oidc has both clientSecret and clientSecretFile; leave one out.");
        }
        try {
            String secret = Files.readString(clientSecretFile).strip();
            if (secret.isEmpty()) {
                throw invalid("oidc.clientSecretFile, " + clientSecretFile + ", is empty.");
            }
            return Optional.of(secret);
        } catch (IOException e) {
            throw invalid("oidc.clientSecretFile, " + clientSecretFile + ", cannot be read.");
        }
    }

    /** What the provider is asked to allow; {@code openid} is always among it. */
    List<String> scopes() {
        return scopes;
    }

    /** What the provider wants to be told beyond the standard, such as {@code audience}. */
    Map<String, String> parameters() {
        parameters.keySet().stream()
                .filter(AuthenticationRequest.getRegisteredParameterNames()::contains)
                .findFirst()
                .ifPresent(name -> {
                    throw invalid("oidc.parameters has " + name + ", which this service sets itself, or not at all.");
                });
        return Map.copyOf(parameters);
    }

    /** Where people reach this service, if a proxy stands before it. */
    Optional<URI> baseUrl() {
        if (baseUrl == null) {
            return Optional.empty();
        }
        boolean isBare = (baseUrl.getRawPath().isEmpty() || baseUrl.getRawPath().equals("/"))
                && baseUrl.getRawQuery() == null
                && baseUrl.getRawFragment() == null;
        if (!isBare || !SafeAddress.isSafe(baseUrl)) {
            throw invalid(
                    "oidc.baseUrl is " + baseUrl + ", but must be like https://queries.example.com, without a path.");
        }
        return Optional.of(baseUrl);
    }

    private static RuntimeException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
