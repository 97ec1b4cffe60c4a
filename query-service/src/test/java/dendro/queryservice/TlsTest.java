package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that is spoken to over TLS, with a key that the JDK's keytool has made. */
class TlsTest {

    private static final String PASSWORD = "the-word-of-the-store";

    private static Service service;
    private static SSLContext tls;
    private static HttpClient http;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "dendro",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=dendro",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        tls = trusting(keys);
        http = HttpClient.newBuilder().sslContext(tls).build();
        service = Service.started(
                Files.writeString(folder.resolve("query-service.yml"), """
                databases:
                  customers: {uri: "datomic:mem://tls", seed: "%s"}
                limits: {queryTime: 120s}
                server:
                  applicationConnectors:
                    - {type: https, port: 0, bindHost: 127.0.0.1, keyStorePath: "%s", keyStorePassword: "%s"}
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                logging: {level: WARN}
                """.formatted(crowd(folder), keys, PASSWORD)));
    }

    /** So many customers that the heavy query does not end. */
    private static Path crowd(Path folder) throws IOException {
        String customers = IntStream.range(0, 3000)
                .mapToObj("{:customer/city \"City %d\"}"::formatted)
                .collect(Collectors.joining());
        return Files.writeString(folder.resolve("customers.edn"), """
                [{:db/ident :customer/city, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one}]
                [%s]
                """.formatted(customers));
    }

    private static SSLContext trusting(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        // A trust store holds certificates without their keys.
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("dendro", store.getCertificate("dendro"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void query_isAnswered() throws Exception {
        String body = "{\"query\": \"[:find (count ?c) . :in $customers :where [$customers ?c :customer/city]]\"}";

        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri().resolve("/v1/query"))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("[[3000]]");
        assertThat(answer.sslSession()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with a word", "without a word"})
    void queryWhoseClientHasGone_isCancelled(String how) throws Exception {
        String body = Service.JSON
                .createObjectNode()
                .put("query", PrivateWorld.HEAVY)
                .put("allow-cartesian", true)
                .toString();
        try (Socket below = new Socket(uri().getHost(), uri().getPort());
                SSLSocket client = (SSLSocket)
                        tls.getSocketFactory().createSocket(below, uri().getHost(), uri().getPort(), true)) {
            client.getOutputStream()
                    .write(("POST /v1/query HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
            await().atMost(Duration.ofSeconds(20)).until(() -> running().size() == 1);

            if (how.startsWith("without")) {
                below.shutdownOutput();
                awaitNothingRunning();
            }
        }

        awaitNothingRunning();
    }

    private static void awaitNothingRunning() {
        await().atMost(Duration.ofSeconds(20)).until(() -> running().isEmpty());
    }

    private static JsonNode running() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri().resolve("/v1/queries"))
                .timeout(Duration.ofSeconds(20))
                .build();
        return Service.JSON
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .get("queries");
    }

    private static URI uri() {
        return URI.create("https://127.0.0.1:" + service.uri().getPort());
    }
}
