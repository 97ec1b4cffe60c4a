package dendro.benchmarks.savedqueries;

import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.benchmarks.load.Endpoint;
import dendro.benchmarks.load.Loopback;
import dendro.demo.process.ChildProcess;
import dendro.demo.process.JavaProgram;
import dendro.demo.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The saved queries as a process of their own, as {@code bin/saved-queries} starts them; closing it ends the process. */
final class SavedQueriesProcess implements AutoCloseable {

    /** Less than any machine has by default: what does not fit would show. */
    private static final String HEAP = "-Xmx512m";

    private static final Duration TO_START = Duration.ofMinutes(5);
    private static final int PAUSE_MILLIS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Processes processes;
    private final int port;
    private final int adminPort;
    private final Duration startTook;

    private SavedQueriesProcess(Processes processes, int port, int adminPort, Duration startTook) {
        this.processes = processes;
        this.port = port;
        this.adminPort = adminPort;
        this.startTook = startTook;
    }

    /**
     * Starts them and returns once they answer.
     *
     * @param root of the modules, which have been built
     * @param folder for its configuration and log
     * @param store in YAML
     */
    static SavedQueriesProcess start(Path root, Path folder, URI queryService, String store, People people) {
        int port = Loopback.freePort();
        int adminPort = Loopback.freePort();
        Path configuration = folder.resolve("saved-queries.yml");
        try {
            Files.writeString(configuration, """
                    queryService: {url: "%s"}
                    database: %s
                    teams: %s
                    results: {total: %dMiB}
                    limits: {requestsPerMinute: 100000000}
                    server:
                      applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                      adminConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                      requestLog: {appenders: []}
                    logging: {level: ERROR, appenders: [{type: console, target: stderr}]}
                    """.formatted(
                            queryService, store, people.yaml(), PastYear.RESULTS_MIB, port, adminPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Processes processes = new Processes(folder);
        try {
            long begun = System.nanoTime();
            ChildProcess child = processes.start(
                    JavaProgram.ofModule(root.resolve("saved-queries-ui"), "dendro.savedqueries.SavedQueriesMain")
                            .withFlags(List.of(HEAP))
                            .withArguments("server", configuration.toString()));
            processes.awaitReady(child, () -> isHealthy(adminPort), TO_START);
            return new SavedQueriesProcess(processes, port, adminPort, Duration.ofNanos(System.nanoTime() - begun));
        } catch (RuntimeException e) {
            processes.close();
            throw e;
        }
    }

    private static boolean isHealthy(int adminPort) {
        try {
            return !Loopback.page(adminPort, "/healthcheck").isEmpty();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** How long they took to start. */
    Duration startTook() {
        return startTook;
    }

    /**
     * How long it takes until all days are packed of which the statistics are counted, from now.
     *
     * @throws IllegalStateException if they are not after five minutes
     */
    Duration packed() {
        long begun = System.nanoTime();
        while (daysLeft() > 0) {
            if (System.nanoTime() - begun > TO_START.toNanos()) {
                throw new IllegalStateException("There are days left to be packed.");
            }
            pause();
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private long daysLeft() {
        try {
            return new ObjectMapper()
                    .readTree(Loopback.page(adminPort, "/metrics"))
                    .at("/gauges/statistics.days-left/value")
                    .longValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while days were packed.", e);
        }
    }

    /** Where they listen. */
    URI uri() {
        return Loopback.uri(port, "");
    }

    /** An endpoint of them, as somebody with a token asks it. */
    Endpoint endpoint(String path, String token) {
        return new Endpoint(Loopback.uri(port, path), token, PATIENCE);
    }

    @Override
    public void close() {
        processes.close();
    }
}
