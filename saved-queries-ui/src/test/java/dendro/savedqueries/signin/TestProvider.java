package dendro.savedqueries.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Response;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * An OpenID provider on this machine with one client, which asks nobody who they are. It keeps to the standard (a code is for
 * once, its verifier must fit, the client shows its secret) except where a test has other {@link Manners}.
 */
final class TestProvider implements AutoCloseable {

    static final String CLIENT = "saved-queries";
    static final String SECRET = "a secret/with signs:+&%";

    /** How it treats whoever comes; a test sets what it is about and leaves the rest. */
    static final class Manners {
        String person = "ana";
        String roles = "analyst";
        Optional<ErrorObject> refusal = Optional.empty();
        UnaryOperator<JWTClaimsSet.Builder> idToken = claims -> claims;
        UnaryOperator<JWTClaimsSet.Builder> accessToken = claims -> claims;
        boolean forges;
        boolean fails;
        boolean rambles;
        long lifetime = 600;
    }

    private record Granted(AuthenticationRequest request, Manners manners) {}

    private final RSAKey key = key();
    private final RSAKey anotherKey = key();
    private final Map<String, Granted> codes = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile Manners manners = new Manners();

    private TestProvider(HttpServer server) {
        this.server = server;
    }

    static TestProvider start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TestProvider provider = new TestProvider(server);
            server.createContext("/.well-known/openid-configuration", provider::describe);
            server.createContext("/keys", provider::keys);
            server.createContext("/authorize", provider::authorize);
            server.createContext("/token", provider::token);
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on it treats people so. */
    void treats(Manners next) {
        manners = next;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void describe(HttpExchange exchange) throws IOException {
        OIDCProviderMetadata metadata =
                new OIDCProviderMetadata(new Issuer(uri()), List.of(SubjectType.PUBLIC), uri().resolve("/keys"));
        metadata.setAuthorizationEndpointURI(uri().resolve("/authorize"));
        metadata.setTokenEndpointURI(uri().resolve("/token"));
        metadata.applyDefaults();
        String text = metadata + (manners.rambles ? " ".repeat(1 << 19) : "");
        answer(exchange, manners.fails ? 503 : 200, "application/json", text);
    }

    private void keys(HttpExchange exchange) throws IOException {
        answer(exchange, 200, "application/json", new JWKSet(key.toPublicJWK()).toString());
    }

    private void authorize(HttpExchange exchange) throws IOException {
        try {
            AuthenticationRequest request = AuthenticationRequest.parse(exchange.getRequestURI());
            Manners now = manners;
            if (!request.getClientID().getValue().equals(CLIENT)
                    || !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())
                    || !request.getScope().contains("openid")) {
                answer(exchange, 400, "text/plain", "no such client, no challenge, or not OpenID");
                return;
            }
            Response response;
            if (now.refusal.isPresent()) {
                response = new AuthenticationErrorResponse(
                        request.getRedirectionURI(), now.refusal.get(), request.getState(), ResponseMode.QUERY);
            } else {
                AuthorizationCode code = new AuthorizationCode();
                codes.put(code.getValue(), new Granted(request, now));
                response = new AuthenticationSuccessResponse(
                        request.getRedirectionURI(), code, null, null, request.getState(), null, ResponseMode.QUERY);
            }
            exchange.getResponseHeaders()
                    .add("Location", response.toHTTPResponse().getLocation().toString());
            answer(exchange, 302, "text/plain", "");
        } catch (ParseException e) {
            answer(exchange, 400, "text/plain", String.valueOf(e.getMessage()));
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        HTTPRequest http = new HTTPRequest(HTTPRequest.Method.POST, uri().resolve("/token"));
        exchange.getRequestHeaders().forEach((name, values) -> http.setHeader(name, values.toArray(String[]::new)));
        http.setBody(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        HTTPResponse response = tokens(http).toHTTPResponse();
        answer(exchange, response.getStatusCode(), "application/json", response.getBody());
    }

    private Response tokens(HTTPRequest http) {
        try {
            TokenRequest request = TokenRequest.parse(http);
            if (!(request.getClientAuthentication() instanceof ClientSecretBasic client)
                    || !client.getClientID().getValue().equals(CLIENT)
                    || !client.getClientSecret().getValue().equals(SECRET)) {
                return new TokenErrorResponse(OAuth2Error.INVALID_CLIENT);
            }
            AuthorizationCodeGrant grant = (AuthorizationCodeGrant) request.getAuthorizationGrant();
            Granted granted = codes.remove(grant.getAuthorizationCode().getValue());
            if (granted == null
                    || !granted.request().getRedirectionURI().equals(grant.getRedirectionURI())
                    || !CodeChallenge.compute(CodeChallengeMethod.S256, grant.getCodeVerifier())
                            .equals(granted.request().getCodeChallenge())) {
                return new TokenErrorResponse(OAuth2Error.INVALID_GRANT);
            }
            Manners now = granted.manners();
            SignedJWT idToken = signed(
                    now.forges ? anotherKey : key,
                    now.idToken.apply(claims(now)
                            .audience(CLIENT)
                            .claim("nonce", granted.request().getNonce().getValue())));
            return new OIDCTokenResponse(
                    new OIDCTokens(idToken, new BearerAccessToken(accessToken(now), now.lifetime, null), null));
        } catch (ParseException e) {
            return new TokenErrorResponse(OAuth2Error.INVALID_REQUEST);
        }
    }

    /** What it gives to those whom it treats so. */
    String accessToken(Manners now) {
        return signed(key, now.accessToken.apply(claims(now).audience("dendro").claim("roles", now.roles)))
                .serialize();
    }

    private JWTClaimsSet.Builder claims(Manners now) {
        return new JWTClaimsSet.Builder()
                .issuer(uri().toString())
                .subject(now.person)
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    private static SignedJWT signed(RSAKey with, JWTClaimsSet.Builder claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key").build(), claims.build());
            token.sign(new RSASSASigner(with));
            return token;
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("key").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
