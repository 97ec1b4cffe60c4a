package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that signs with a key on a curve and publishes its keys on a server. */
class ProviderKeysTest {

    private static final AtomicInteger ASKED = new AtomicInteger();

    private static ECKey key;
    private static HttpServer provider;
    private static Service service;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/keys", exchange -> {
            ASKED.incrementAndGet();
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        provider.start();
        service = PrivateWorld.start(
                folder,
                "  oidc: {issuer: \"https://login.forest.example\", audience: dendro, jwks: \"http://127.0.0.1:%d/keys\"}"
                        .formatted(provider.getAddress().getPort()));
    }

    @AfterAll
    static void stop() {
        service.close();
        provider.stop(0);
    }

    @Test
    void keys_areFetchedOnceAndCheckTokensSignedOnTheirCurve() throws Exception {
        ECKey another = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();

        assertThat(status(signed(key))).isEqualTo(200);
        assertThat(status(signed(key))).isEqualTo(200);
        assertThat(status(signed(another))).isEqualTo(401);
        assertThat(ASKED).hasValue(1);
    }

    private static String signed(ECKey with) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("curve").build(),
                new JWTClaimsSet.Builder()
                        .issuer("https://login.forest.example")
                        .audience("dendro")
                        .subject("ana")
                        .claim("roles", "analyst")
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build());
        token.sign(new ECDSASigner(with));
        return token.serialize();
    }

    private static int status(String token) throws Exception {
        return service.raw(PrivateWorld.get(service, "/v1/queries").header("Authorization", "Bearer " + token))
                .statusCode();
    }
}
