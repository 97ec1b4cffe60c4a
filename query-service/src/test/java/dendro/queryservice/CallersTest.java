package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.queryapi.QueryServiceClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and to what. */
class CallersTest {

    private static final String ISSUER = "https://login.forest.example";
    private static Service service;
    private static RSAKey key;
    private static RSAKey otherKey;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        otherKey = new RSAKeyGenerator(2048).keyID("one").generate();
        Path keys = Files.writeString(folder.resolve("jwks.json"), new JWKSet(key.toPublicJWK()).toString());
        service = PrivateWorld.start(
                folder,
                "  oidc: {issuer: \"%s\", audience: dendro, jwks: \"%s\", rolesClaim: realm_access.roles}"
                        .formatted(ISSUER, keys.toUri()));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /v1/databases                                                                      | 200 | 200 | 200 | 200
            GET    | /v1/databases/customers                                                            | 200 | 200 | 200 | 200
            GET    | /v1/schema                                                                         | 200 | 200 | 200 | 200
            GET    | /v1/procedures                                                                     | 200 | 200 | 200 | 200
            GET    | /v1/caller                                                                         | 200 | 200 | 200 | 200
            GET    | /v1/openapi.json                                                                   | 200 | 200 | 200 | 200
            GET    | /v1/openapi.yaml                                                                   | 200 | 200 | 200 | 200
            GET    | /v1/databases/customers/entity?attribute=customer/id&value=cus-ilex                | 403 | 200 | 403 | 200
            GET    | /v1/databases/customers/entity/history?attribute=customer/id&value=cus-ilex        | 403 | 200 | 403 | 200
            GET    | /v1/databases/customers/transactions                                               | 403 | 200 | 403 | 200
            POST   | /v1/query                                                                          | 403 | 400 | 403 | 400
            POST   | /v1/query/explain                                                                  | 403 | 400 | 403 | 400
            POST   | /v1/query/evolution                                                                | 403 | 400 | 403 | 400
            GET    | /v1/queries                                                                        | 403 | 200 | 403 | 200
            DELETE | /v1/queries/175ed4ab-c937-42bf-9263-1400afa6f1dc                                   | 403 | 404 | 403 | 404
            POST   | /v1/features                                                                       | 400 | 403 | 400 | 400
            POST   | /v1/features/explain                                                               | 400 | 403 | 400 | 400
            POST   | /v1/training-set                                                                   | 403 | 403 | 400 | 400
            """)
    void role_reachesItsEndpointsOnly(String method, String path, int scorer, int analyst, int trainer, int admin)
            throws Exception {
        Map<String, Integer> statuses =
                Map.of("scorer", scorer, "analyst", analyst, "trainer", trainer, "admin", admin);
        for (String role : statuses.keySet()) {
            HttpRequest.Builder request = PrivateWorld.post(service, path, "{}")
                    .method(
                            method,
                            method.equals("POST")
                                    ? HttpRequest.BodyPublishers.ofString("{}")
                                    : HttpRequest.BodyPublishers.noBody());

            HttpResponse<byte[]> response = service.raw(PrivateWorld.as(request, role));

            assertThat(response.statusCode()).as(role).isEqualTo(statuses.get(role));
            if (response.statusCode() == 403) {
                assertThat(text(response)).contains("not-permitted");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer wrong",
                "Basic YTpi",
                "Bearer a.b.c",
                "Bearer eyJhbGciOiJub25lIn0..",
                "a-long-and-random-token-of-the-admin",
                "Bearer a-long-and-random-token-of-the-admin-and-more",
            })
    void whoeverShowsNoTokenOfOurs_isRefused(String authorization) throws Exception {
        HttpRequest.Builder request = PrivateWorld.get(service, "/v1/databases");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }

        HttpResponse<byte[]> response = service.raw(request);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(text(response)).contains("unauthenticated").doesNotContain("Exception");
    }

    @Test
    void caller_isToldWhoItIs() throws Exception {
        HttpResponse<byte[]> configured =
                service.raw(PrivateWorld.as(PrivateWorld.get(service, "/v1/caller"), "second"));
        HttpResponse<byte[]> ofProvider = service.raw(PrivateWorld.get(service, "/v1/caller")
                .header("Authorization", "Bearer " + signed(claims().build(), key)));

        assertThat(Service.JSON.readTree(configured.body()))
                .isEqualTo(Service.JSON.readTree("{\"name\": \"second\", \"roles\": [\"analyst\"], \"known\": true}"));
        assertThat(Service.JSON.readTree(ofProvider.body()))
                .isEqualTo(Service.JSON.readTree("{\"name\": \"ana\", \"roles\": [\"analyst\"], \"known\": true}"));
    }

    @Test
    void tokenOfTheProvider_isTakenWithItsRoles() throws Exception {
        String token = signed(claims().build(), key);

        assertThat(status("/v1/query", token)).isEqualTo(400);
        assertThat(status("/v1/training-set", token)).isEqualTo(403);
    }

    @Test
    void forgedOrForeignToken_isRefused() throws Exception {
        JWTClaimsSet good = claims().build();
        SignedJWT symmetric = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), good);
        symmetric.sign(new MACSigner(key.toPublicJWK().toRSAPublicKey().getEncoded()));
        List<String> tokens = List.of(
                signed(good, otherKey),
                symmetric.serialize(),
                new PlainJWT(good).serialize(),
                signed(claims().issuer("https://elsewhere.example").build(), key),
                signed(claims().audience("other").build(), key),
                signed(
                        claims().expirationTime(Date.from(Instant.now().minusSeconds(3600)))
                                .build(),
                        key),
                signed(claims().expirationTime(null).build(), key),
                signed(claims().subject(null).build(), key),
                signed(
                        claims().notBeforeTime(Date.from(Instant.now().plusSeconds(3600)))
                                .build(),
                        key),
                signed(good, key).replaceFirst("\\.[^.]*\\.", ".e30."));

        for (String token : tokens) {
            assertThat(status("/v1/query", token)).as(token).isEqualTo(401);
        }
    }

    @Test
    void client_sendsItsToken() {
        QueryServiceClient known = new QueryServiceClient(
                service.uri(), Duration.ofSeconds(10), Optional.of(PrivateWorld.token("scorer")));
        QueryServiceClient unknown = new QueryServiceClient(service.uri(), Duration.ofSeconds(10));

        assertThatThrownBy(() -> known.features("{:name 7}", List.of()))
                .satisfies(e -> assertThat(type(e)).isEqualTo(ProblemType.FEATURE_SET_INVALID));
        assertThatThrownBy(() -> unknown.features("{:name 7}", List.of()))
                .satisfies(e -> assertThat(type(e)).isEqualTo(ProblemType.UNAUTHENTICATED));
    }

    @Test
    void withoutCallers_anotherAddressThanLoopbackIsRefused(@TempDir Path folder) throws Exception {
        Path configuration = Files.writeString(folder.resolve("open.yml"), """
                databases:
                  customers: {uri: "datomic:mem://nowhere"}
                server:
                  applicationConnectors: [{type: http, port: 0, bindHost: 0.0.0.0}]
                  adminConnectors: [{type: http, port: 0}]
                logging: {level: "OFF"}
                """);

        assertThatThrownBy(() -> Service.started(configuration)).hasMessageContaining("No callers are configured");
    }

    @Test
    void withoutCallers_connectorsWithoutAnAddressAreBoundToLoopback(@TempDir Path folder) throws Exception {
        Path configuration = Files.writeString(folder.resolve("local.yml"), """
                databases:
                  customers: {uri: "datomic:mem://nowhere"}
                server:
                  applicationConnectors: [{type: http, port: 0}]
                  adminConnectors: [{type: http, port: 0}]
                logging: {level: "OFF"}
                """);

        try (Service open = Service.started(configuration)) {
            assertThat(open.boundTo()).containsOnly("127.0.0.1");
            assertThat(open.get("/v1/caller").json())
                    .isEqualTo(Service.JSON.readTree("{\"name\": \"anonymous\", \"roles\": [], \"known\": false}"));
        }
    }

    /** One connector serves the admin pages, too, which ask nobody who they are. */
    @Test
    void simpleServerThatNamesNoAddress_isBoundToLoopbackAlsoWithCallers(@TempDir Path folder) throws Exception {
        Path configuration = Files.writeString(folder.resolve("simple.yml"), """
                databases:
                  customers: {uri: "datomic:mem://nowhere"}
                callers: {tokens: [{name: ana, sha256: "%s", roles: [analyst]}]}
                server: {type: simple, connector: {type: http, port: 0}}
                logging: {level: "OFF"}
                """.formatted("0".repeat(64)));

        try (RunningQueryService running = RunningQueryService.start(configuration)) {
            assertThat(running.boundTo()).containsExactly("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: simple, connector: {type: http, port: 0, bindHost: 0.0.0.0}}",
                "{applicationConnectors: [{type: http, port: 0}], adminConnectors: [{type: http, port: 0, bindHost: 0.0.0.0}]}"
            })
    void adminPagesThatOthersReach_areWarnedOf(String server, @TempDir Path folder) throws Exception {
        Path log = folder.resolve("service.log");
        Path configuration =
                Files.writeString(folder.resolve("reachable.yml"), """
                databases:
                  customers: {uri: "datomic:mem://nowhere"}
                callers: {tokens: [{name: ana, sha256: "%s", roles: [analyst]}]}
                server: %s
                logging: {level: WARN, appenders: [{type: file, currentLogFilename: "%s", archive: false}]}
                """.formatted("0".repeat(64), server, log));

        RunningQueryService.start(configuration).close();

        assertThat(log).content().contains("admin pages ask nobody who they are", "0.0.0.0");
    }

    private static ProblemType type(Throwable thrown) {
        return ((ProblemException) thrown).problem().type();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("dendro")
                .subject("ana")
                .claim("realm_access", Map.of("roles", List.of("analyst", "gardener")))
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    private static String signed(JWTClaimsSet claims, RSAKey with) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
        token.sign(new RSASSASigner(with));
        return token.serialize();
    }

    private static int status(String path, String token) throws Exception {
        return service.raw(PrivateWorld.post(service, path, "{}").header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
