package dendro.queryservice.caller;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JWTs signed by an OpenID provider: issuer, audience and expiry are checked, the name is the subject, the roles are
 * those of Dendro's that the claim names. Keys at an https URL are fetched when needed and kept for minutes.
 */
final class ProviderTokens implements Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderTokens.class);

    private static final String LOOPBACK = "127\\.[0-9.]+|localhost|\\[::1]";

    /** Signed with a private key: a provider shares no secret with those who check. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final List<String> rolesClaim;

    ProviderTokens(CallerSettings.OidcSettings settings) {
        this.rolesClaim = List.of(settings.rolesClaim().split("\\.", -1));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(settings.jwks())));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                settings.audience(),
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                Set.of("sub", "exp")));
    }

    private static JWKSource<SecurityContext> keys(URI jwks) {
        requireOutOfReach(jwks);
        try {
            return "file".equals(jwks.getScheme())
                    ? new ImmutableJWKSet<>(JWKSet.load(Path.of(jwks).toFile()))
                    : JWKSourceBuilder.create(jwks.toURL()).retrying(true).build();
        } catch (IOException | ParseException | IllegalArgumentException e) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "callers.oidc.jwks names no keys, " + jwks + ": " + e.getMessage() + ".")
                    .exception(e);
        }
    }

    /** Whoever can put keys of their own in the place of the provider's can be whoever they like. */
    private static void requireOutOfReach(URI jwks) {
        String scheme = String.valueOf(jwks.getScheme());
        boolean isHere = scheme.equals("http")
                && jwks.getHost() != null
                && jwks.getHost().matches(LOOPBACK);
        if (!isHere && !Set.of("https", "file").contains(scheme)) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "callers.oidc.jwks is " + jwks + ", but must be an https or a file URL; http is for this"
                                    + " machine alone (127.0.0.1).")
                    .exception();
        }
    }

    @Override
    public Optional<Caller> caller(String token) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            return Optional.of(Caller.of(claims.getSubject(), roles(claims.getClaims())));
        } catch (ParseException | BadJOSEException e) {
            LOG.debug("token refused", e);
            return Optional.empty();
        } catch (JOSEException e) {
            LOG.warn("token cannot be checked; jwks unreachable?", e);
            return Optional.empty();
        }
    }

    private Set<Role> roles(Map<String, Object> claims) {
        @Nullable Object value = claims;
        for (String name : rolesClaim) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        Collection<?> names = value instanceof String text
                ? List.of(text.split(" ", -1))
                : value instanceof Collection<?> several ? several : List.of();
        Set<Role> roles = new HashSet<>();
        names.forEach(name -> Role.ofLabel(String.valueOf(name)).ifPresent(roles::add));
        return roles;
    }
}
