package dendro.trainer;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The real query-service as a process; closing it ends the process. */
public final class QueryServiceProcess implements AutoCloseable {

    private static final Path BUILT = Path.of("..", "query-service", "target");

    private final Process process;
    private final URI uri;
    private final Path log;

    private QueryServiceProcess(Process process, URI uri, Path log) {
        this.process = process;
        this.uri = uri;
        this.log = log;
    }

    /** Starts the service with a configuration, all but where it listens, and returns once it answers. */
    public static QueryServiceProcess start(Path folder, String yaml) throws IOException {
        QueryServiceProcess service = begin(folder, yaml);
        try {
            service.awaitReady();
            return service;
        } catch (RuntimeException e) {
            service.close();
            throw e;
        }
    }

    /** Begins to start the service. */
    public static QueryServiceProcess begin(Path folder, String yaml) throws IOException {
        int port = freePort();
        Path configuration =
                Files.writeString(folder.resolve("query-service-" + port + ".yml"), yaml + """
                server:
                  applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                  adminConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
                """.formatted(port));
        Path log = folder.resolve("query-service-" + port + ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-cp",
                        BUILT.resolve("classes") + ":" + Files.readString(BUILT.resolve("runtime-classpath")),
                        "dendro.queryservice.QueryServiceMain",
                        "server",
                        configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new QueryServiceProcess(process, URI.create("http://127.0.0.1:" + port), log);
    }

    /** Returns once the service answers. */
    void awaitReady() throws IOException {
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .failFast("the query-service ended", () -> !process.isAlive())
                    .until(this::answers);
        } catch (RuntimeException e) {
            throw new IllegalStateException(Files.readString(log), e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() throws IOException {
        HttpURLConnection call =
                (HttpURLConnection) uri.resolve("/v1/databases").toURL().openConnection();
        call.setConnectTimeout(1000);
        call.setReadTimeout(5000);
        try {
            return call.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (ConnectException e) {
            return false;
        } finally {
            call.disconnect();
        }
    }

    /** Where it answers. */
    public URI uri() {
        return uri;
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
