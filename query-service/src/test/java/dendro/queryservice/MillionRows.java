package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A million rows leave a service of half a gigabyte. Takes a minute, so {@code bin/test} does not run it; {@code mvn verify
 * -pl common,query-api,query-service -Dtest=MillionRows -Dsurefire.failIfNoSpecifiedTests=false} does.
 */
class MillionRows {

    private static final String BODY = "{\"limit\": 1000000, \"query\": \"[:find ?a ?b :keys left right :in $trees"
            + " :where [$trees ?x :tree/forest ?f] [$trees ?y :tree/forest ?f] [$trees ?x :tree/id ?a]"
            + " [$trees ?y :tree/id ?b]]\"}";

    private static Process process;
    private static URI uri;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        StringBuilder seed = new StringBuilder("""
                [{:db/ident :tree/id, :db/valueType :db.type/long, :db/cardinality :db.cardinality/one}
                 {:db/ident :tree/forest, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one}]
                [""");
        for (int tree = 0; tree < 1000; tree++) {
            seed.append("{:tree/id %d :tree/forest \"oaks\"}".formatted(tree));
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
                  applicationConnectors: [{type: http, port: %d}]
                  adminConnectors: [{type: http, port: 0}]
                """.formatted(folder.resolve("trees.edn"), port));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dendro.queryservice.QueryServiceMain",
                        "server",
                        yaml.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .failFast("the query-service ended", () -> !process.isAlive())
                .ignoreExceptions()
                .until(() -> get("/v1/databases") == 200);
    }

    @AfterAll
    static void stop() {
        process.destroyForcibly();
    }

    @Test
    void everyFormat_streamsToItsEnd() throws Exception {
        assertThat(lines(post("text/csv"))).isEqualTo(1_000_001);
        assertThat(lines(post("application/edn"))).isEqualTo(1_000_000);
        try (InputStream json = post("application/json")) {
            byte[] bytes = json.readAllBytes();
            assertThat(new String(bytes, bytes.length - 400, 400, StandardCharsets.UTF_8))
                    .contains("\"row-count\":1000000");
        }
        long rows = 0;
        try (RootAllocator memory = new RootAllocator();
                ArrowStreamReader arrow = new ArrowStreamReader(post("application/vnd.apache.arrow.stream"), memory)) {
            while (arrow.loadNextBatch()) {
                rows += arrow.getVectorSchemaRoot().getRowCount();
            }
        }
        assertThat(rows).isEqualTo(1_000_000);
        assertThat(process.isAlive()).isTrue();
    }

    private static long lines(InputStream body) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            return lines.lines().count();
        }
    }

    private static InputStream post(String accept) throws Exception {
        long begun = System.nanoTime();
        HttpResponse<InputStream> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri.resolve("/v1/query"))
                                .header("Content-Type", "application/json")
                                .header("Accept", accept)
                                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        System.out.println(accept + " begins after " + (System.nanoTime() - begun) / 1_000_000 + " ms");
        return response.body();
    }

    private static int get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri.resolve(path)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
