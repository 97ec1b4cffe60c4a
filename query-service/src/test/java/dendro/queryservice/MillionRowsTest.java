package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;

import dendro.query.RowDigest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million rows leave a service of half a gigabyte. */
class MillionRowsTest {

    private static final int TREES = 1000;
    private static final String BODY = "{\"limit\": 1000000, \"allow-cartesian\": true, \"query\": \"[:find ?a ?b"
            + " :keys left right :in $trees :where [$trees _ :tree/id ?a] [$trees _ :tree/id ?b]]\"}";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Process process;
    private static URI uri;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        StringBuilder seed = new StringBuilder("""
                [{:db/ident :tree/id, :db/valueType :db.type/long, :db/cardinality :db.cardinality/one}]
                [""");
        for (int tree = 0; tree < TREES; tree++) {
            seed.append("{:tree/id %d}".formatted(tree));
        }
        Files.writeString(folder.resolve("trees.edn"), seed + "]");
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        uri = URI.create("http://127.0.0.1:" + port);
        Path yaml = Files.writeString(
                folder.resolve("query-service.yml"), """
                databases:
                  trees: {uri: "datomic:mem://trees", seed: "%s"}
                limits: {rows: 1000000, queryTime: 120s}
                server:
                  applicationConnectors: [{type: http, port: %d, bindHost: 127.0.0.1}]
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                """.formatted(folder.resolve("trees.edn"), port));
        process = ServiceProcess.java("server", yaml.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .failFast("the query-service ended", () -> !process.isAlive())
                .ignoreExceptions()
                .until(MillionRowsTest::answers);
    }

    @AfterAll
    static void stop() {
        process.destroyForcibly();
    }

    /** The digest is made of the rows as they arrive; the service's is made before the first of them leaves. */
    @Test
    void everyRow_leavesTheServiceOnce() throws Exception {
        HttpResponse<InputStream> response = HTTP.send(
                HttpRequest.newBuilder(uri.resolve("/v1/query"))
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/csv")
                        .timeout(Duration.ofMinutes(2))
                        .POST(HttpRequest.BodyPublishers.ofString(BODY))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        RowDigest digest = new RowDigest();

        long rows = addRows(response.body(), digest);

        assertThat(rows).isEqualTo(TREES * TREES);
        assertThat(response.headers().firstValue("Dendro-Row-Count")).contains("1000000");
        assertThat(response.headers().firstValue("Dendro-Digest")).contains(digest.hex());
        assertThat(process.isAlive()).isTrue();
    }

    private static long addRows(InputStream body, RowDigest digest) throws IOException {
        long rows = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("\"left\",\"right\"");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int comma = line.indexOf(',');
                digest.add(List.of(Long.valueOf(line.substring(0, comma)), Long.valueOf(line.substring(comma + 1))));
                rows++;
            }
        }
        return rows;
    }

    private static boolean answers() throws Exception {
        return HTTP.send(
                                HttpRequest.newBuilder(uri.resolve("/v1/databases"))
                                        .timeout(Duration.ofSeconds(5))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }
}
