package dendro.queryservice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A running query-service over the fixtures, and one database that does not open; spoken to over HTTP. */
final class Service implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();
    static final Path BACKUPS =
            Path.of("../common/src/test/resources/backups").toAbsolutePath().normalize();

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningQueryService running;

    private Service(RunningQueryService running) {
        this.running = running;
    }

    static Service start(Path folder) throws IOException {
        return start(folder, """
                  customers: {uri: "datomic:backup:file:%1$s/customers"}
                  merchants: {uri: "datomic:backup:file:%1$s/merchants"}
                  purchases: {uri: "datomic:backup:file:%1$s/purchases"}
                  bills: {uri: "datomic:backup:file:%1$s/bills"}
                  broken: {uri: "datomic:backup:file:%2$s/broken"}
                """.formatted(BACKUPS, folder));
    }

    /** A service over other databases: lines of YAML, each indented by two. */
    static Service start(Path folder, String databases) throws IOException {
        Path configuration = Files.writeString(folder.resolve("query-service.yml"), """
                databases:
                %s
                limits: {cursorWait: 500ms, rows: 1000, featureRows: 50, body: 1MiB}
                server:
                  applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                logging: {level: WARN}
                """.formatted(databases));
        return started(configuration);
    }

    /** A service with a configuration of its own. */
    static Service started(Path configuration) {
        return new Service(RunningQueryService.start(configuration));
    }

    URI uri() {
        return running.uri();
    }

    /** The addresses it listens on. */
    List<String> boundTo() {
        return running.boundTo();
    }

    /** The resources that it serves. */
    List<Class<?>> resources() {
        return running.resources();
    }

    record Response(int status, String contentType, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }
    }

    Response get(String path) throws Exception {
        return send(HttpRequest.newBuilder(running.uri().resolve(path)).GET());
    }

    Response getAdmin(String path) throws Exception {
        return send(HttpRequest.newBuilder(running.adminUri().resolve(path)).GET());
    }

    Response post(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(running.uri().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /**
     * The answer as it came, to a client that reads nothing until it has sent everything. If the connection is closed with bytes
     * unread it is reset under the hands of such a client.
     */
    String postAndOnlyThenRead(String path, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(uri().getHost(), uri().getPort())) {
            socket.setSoTimeout(60_000);
            String head = "POST " + path + " HTTP/1.1\r\nHost: " + uri().getAuthority()
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Response query(String query, @Nullable String cursor, Object... args) throws Exception {
        ObjectNode body = JSON.createObjectNode().put("query", query);
        body.set("args", JSON.valueToTree(args));
        body.put("cursor", cursor);
        return post("/v1/query", body.toString());
    }

    private Response send(HttpRequest.Builder request) throws Exception {
        HttpResponse<byte[]> response = raw(request);
        return new Response(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                new String(response.body(), StandardCharsets.UTF_8));
    }

    /** Any request, any answer. */
    HttpResponse<byte[]> raw(HttpRequest.Builder request) throws Exception {
        return http.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Any request, its answer when it comes. */
    CompletableFuture<HttpResponse<byte[]>> rawLater(HttpRequest.Builder request) {
        return http.sendAsync(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        running.close();
    }
}
