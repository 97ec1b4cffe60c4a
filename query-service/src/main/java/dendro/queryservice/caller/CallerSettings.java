package dendro.queryservice.caller;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of the YAML that says who may call. */
public final class CallerSettings {

    @Valid
    @NotNull
    @JsonProperty
    private List<TokenSettings> tokens = List.of();

    @Valid
    @JsonProperty
    private @Nullable OidcSettings oidc;

    /** Callers with a token of their own. */
    public List<TokenSettings> tokens() {
        return tokens;
    }

    /** The provider whose JWTs are taken. */
    public Optional<OidcSettings> oidc() {
        return Optional.ofNullable(oidc);
    }

    /** Whether there is anybody to be known. */
    public boolean isEmpty() {
        return tokens.isEmpty() && oidc == null;
    }

    /** A caller with a bearer token. */
    public static final class TokenSettings {

        @NotEmpty
        @JsonProperty
        private String name = "";

        /** A token is long and random, so that a plain hash gives nothing away. */
        @Pattern(regexp = "[0-9a-fA-F]{64}", message = "must be the SHA-256 of a token in 64 hex digits")
        @JsonProperty
        private String sha256 = "";

        @NotEmpty
        @JsonProperty
        private Set<Role> roles = Set.of();

        Caller caller() {
            return Caller.of(name, roles);
        }

        String sha256() {
            return sha256;
        }
    }

    /** An OpenID provider. */
    public static final class OidcSettings {

        @NotEmpty
        @JsonProperty
        private String issuer = "";

        @NotEmpty
        @JsonProperty
        private String audience = "";

        /** Where the provider's keys are: an https or a file URL, or an http URL of this machine. */
        @NotNull
        @JsonProperty
        private URI jwks = URI.create("");

        /** The claim that holds the caller's roles; with dots, a claim within claims. */
        @NotEmpty
        @JsonProperty
        private String rolesClaim = "roles";

        String issuer() {
            return issuer;
        }

        String audience() {
            return audience;
        }

        URI jwks() {
            return jwks;
        }

        String rolesClaim() {
            return rolesClaim;
        }
    }
}
