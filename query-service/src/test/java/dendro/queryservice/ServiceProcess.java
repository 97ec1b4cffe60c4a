package dendro.queryservice;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A query-service over the fixtures as a process of its own; closing it ends the process. */
final class ServiceProcess implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI uri;
    private final Path log;

    private ServiceProcess(Process process, URI uri, Path log) {
        this.process = process;
        this.uri = uri;
        this.log = log;
    }

    /** Begins to start a service. */
    static ServiceProcess start(Path folder) throws IOException {
        int port = freePort();
        Path configuration = Files.writeString(
                folder.resolve("query-service-" + port + ".yml"), """
                databases:
                  customers: {uri: "datomic:backup:file:%1$s/customers"}
                  purchases: {uri: "datomic:backup:file:%1$s/purchases"}
                server:
                  applicationConnectors: [{type: http, port: %2$d, bindHost: 127.0.0.1}]
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                """.formatted(Service.BACKUPS, port));
        Path log = folder.resolve("query-service-" + port + ".log");
        Process process = java("server", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new ServiceProcess(process, URI.create("http://127.0.0.1:" + port), log);
    }

    /** The main class with arguments, to be started. */
    static ProcessBuilder java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                QueryServiceMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    void awaitReady() throws IOException {
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .failFast("the query-service ended", () -> !process.isAlive())
                    .until(this::answers);
        } catch (RuntimeException e) {
            throw new IllegalStateException(Files.readString(log), e);
        }
    }

    /** What it has said so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    private boolean answers() throws Exception {
        try {
            return http.send(
                                    HttpRequest.newBuilder(uri.resolve("/v1/databases"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (ConnectException e) {
            return false;
        }
    }

    /** The body of the answer. */
    String post(String path, String body) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(uri.resolve(path))
                                .header("Content-Type", "application/json")
                                .timeout(Duration.ofSeconds(30))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
