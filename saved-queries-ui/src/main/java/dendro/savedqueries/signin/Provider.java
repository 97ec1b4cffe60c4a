package dendro.savedqueries.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderConfigurationRequest;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dendro.savedqueries.signin.SignInFailed.Reason;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The OpenID provider, as this service is registered with it. What it says of itself is asked for at the first sign-in and
 * again every hour, so the service starts and serves others while it is away. Safe for any number of threads.
 */
final class Provider implements AutoCloseable {

    private static final Duration REMEMBERED = Duration.ofHours(1);

    /** Signed with a private key: a shared secret would let whoever knows it make tokens. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.copyOf(JWSAlgorithm.Family.SIGNATURE);

    private final Issuer issuer;
    private final ClientID client;
    private final Optional<Secret> secret;
    private final Scope scope;
    private final Map<String, String> parameters;
    private final Clock clock;
    private final ProviderConnection connection = new ProviderConnection();

    private volatile @Nullable Known known;

    Provider(OidcSettings settings, Clock clock) {
        this.issuer = new Issuer(settings.issuer());
        this.client = new ClientID(settings.clientId());
        this.secret = settings.clientSecret().map(Secret::new);
        this.scope = new Scope(settings.scopes().toArray(String[]::new));
        this.scope.add("openid");
        this.parameters = settings.parameters();
        this.clock = clock;
    }

    /** What the provider has said of itself. */
    private record Known(OIDCProviderMetadata metadata, IDTokenValidator idTokens, Instant until) {}

    /** Where a person is sent to say who they are. */
    URI question(Attempt attempt, URI callback) throws SignInFailed {
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, scope, client, callback)
                .endpointURI(known().metadata().getAuthorizationEndpointURI())
                .state(attempt.state())
                .nonce(attempt.nonce())
                .codeChallenge(attempt.verifier(), CodeChallengeMethod.S256);
        parameters.forEach(request::customParameter);
        return request.build().toURI();
    }

    /** Whether it is the one that an answer says it is from (RFC 9207). */
    boolean isCalled(Issuer other) {
        return issuer.equals(other);
    }

    /**
     * The access token that a code stands for. The id token beside it is checked: that it is this provider's, for this
     * service, made for this attempt and still valid.
     */
    BearerAccessToken exchange(AuthorizationCode code, Attempt attempt, URI callback) throws SignInFailed {
        Known provider = known();
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, callback, attempt.verifier());
        URI endpoint = provider.metadata().getTokenEndpointURI();
        TokenRequest request = secret.map(shared ->
                        new TokenRequest.Builder(endpoint, authentication(provider.metadata(), shared), grant))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, client, grant))
                .build();
        OIDCTokenResponse tokens = tokens(request);
        @Nullable JWT idToken = tokens.getOIDCTokens().getIDToken();
        @Nullable BearerAccessToken accessToken = tokens.getOIDCTokens().getBearerAccessToken();
        if (idToken == null || accessToken == null) {
            throw new SignInFailed(Reason.NOT_GENUINE, "the provider sent no id token, or no bearer token");
        }
        try {
            provider.idTokens().validate(idToken, attempt.nonce());
        } catch (KeySourceException e) {
            throw new SignInFailed(Reason.PROVIDER_AWAY, "the provider's keys cannot be had", e);
        } catch (BadJOSEException | JOSEException e) {
            throw new SignInFailed(Reason.NOT_GENUINE, "the id token is refused: " + e.getMessage(), e);
        }
        return accessToken;
    }

    private ClientAuthentication authentication(OIDCProviderMetadata metadata, Secret shared) {
        @Nullable List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        boolean onlyByPost = methods != null
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return onlyByPost ? new ClientSecretPost(client, shared) : new ClientSecretBasic(client, shared);
    }

    private OIDCTokenResponse tokens(TokenRequest request) throws SignInFailed {
        HTTPResponse answer;
        try {
            answer = request.toHTTPRequest().send(connection);
        } catch (IOException e) {
            throw new SignInFailed(Reason.PROVIDER_AWAY, "the token endpoint: " + e.getMessage(), e);
        }
        if (answer.getStatusCode() >= 500) {
            throw new SignInFailed(
                    Reason.PROVIDER_AWAY, "the token endpoint answered with status " + answer.getStatusCode());
        }
        try {
            TokenResponse response = OIDCTokenResponseParser.parse(answer);
            if (response instanceof OIDCTokenResponse tokens) {
                return tokens;
            }
            ErrorObject error = response.toErrorResponse().getErrorObject();
            throw new SignInFailed(
                    OAuth2Error.INVALID_GRANT.getCode().equals(error.getCode())
                            ? Reason.STALE
                            : Reason.PROVIDER_REFUSED,
                    "the token endpoint refused: " + ForLog.of(error));
        } catch (ParseException e) {
            throw new SignInFailed(
                    Reason.PROVIDER_REFUSED, "the token endpoint's answer cannot be read: " + e.getMessage(), e);
        }
    }

    private Known known() throws SignInFailed {
        Known last = known;
        if (last != null && clock.instant().isBefore(last.until())) {
            return last;
        }
        Known next = discovered();
        known = next;
        return next;
    }

    private Known discovered() throws SignInFailed {
        try {
            HTTPResponse answer =
                    new OIDCProviderConfigurationRequest(issuer).toHTTPRequest().send(connection);
            answer.ensureStatusCode(HTTPResponse.SC_OK);
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(answer.getBody());
            if (!issuer.equals(metadata.getIssuer())) {
                throw new SignInFailed(
                        Reason.PROVIDER_REFUSED,
                        "the provider calls itself " + metadata.getIssuer() + ", not " + issuer);
            }
            if (metadata.getAuthorizationEndpointURI() == null
                    || metadata.getTokenEndpointURI() == null
                    || !SafeAddress.isSafe(metadata.getAuthorizationEndpointURI())) {
                throw new SignInFailed(
                        Reason.PROVIDER_REFUSED, "the provider names no authorization or token endpoint that is safe");
            }
            return new Known(metadata, idTokens(metadata), clock.instant().plus(REMEMBERED));
        } catch (IOException e) {
            throw new SignInFailed(Reason.PROVIDER_AWAY, "discovery: " + e.getMessage(), e);
        } catch (ParseException e) {
            throw new SignInFailed(Reason.PROVIDER_AWAY, "what was discovered cannot be read: " + e.getMessage(), e);
        }
    }

    private IDTokenValidator idTokens(OIDCProviderMetadata metadata) throws MalformedURLException {
        // Refreshing ahead would start a thread that nobody ends.
        JWKSource<SecurityContext> keys = JWKSourceBuilder.<SecurityContext>create(
                        metadata.getJWKSetURI().toURL(), connection)
                .refreshAheadCache(false)
                .build();
        return new IDTokenValidator(issuer, client, new JWSVerificationKeySelector<>(ALGORITHMS, keys), null);
    }

    @Override
    public void close() {
        connection.close();
    }
}
