package dendro.chaos;

import dendro.benchmarks.load.Loopback;
import dendro.demo.process.ChildProcess;
import dendro.demo.process.JavaProgram;
import dendro.demo.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The services as processes, each at a port of its own for good, so that it is found again after it was gone. Closing ends
 * all of them.
 */
final class ChaosServices implements AutoCloseable {

    static final String BROKER = "broker";
    static final String QUERY_SERVICE = "query-service";

    static final String INPUT = "purchases";
    static final String SCORES = "scores";
    static final String DEAD_LETTERS = "scores-dead-letters";
    static final String GROUP = "model-service";
    static final int PARTITIONS = 4;

    private static final Duration TO_START = Duration.ofMinutes(2);
    private static final Duration TO_END = Duration.ofSeconds(30);

    private final Path root;
    private final Path folder;
    private final ChaosWorld world;
    private final int maxBatch;
    private final Processes processes;
    private final Map<String, ChildProcess> running = new HashMap<>();
    private final Map<String, Integer> ports = new HashMap<>();

    ChaosServices(Path root, Path folder, ChaosWorld world, int maxBatch) {
        this.root = root;
        this.folder = folder;
        this.world = world;
        this.maxBatch = maxBatch;
        this.processes = new Processes(folder.resolve("logs"));
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port(BROKER);
    }

    private int port(String name) {
        return ports.computeIfAbsent(name, unused -> Loopback.freePort());
    }

    /** Starts a service and goes on; {@link #awaitListening} waits. */
    void start(String name) {
        JavaProgram program =
                switch (name) {
                    case BROKER -> broker();
                    case QUERY_SERVICE -> queryService();
                    default -> modelService(name);
                };
        running.put(name, processes.start(program.named(name)));
    }

    void awaitListening(String name) {
        processes.awaitReady(child(name), () -> Loopback.isListenedAt(port(name)), TO_START);
    }

    private ChildProcess child(String name) {
        return Objects.requireNonNull(running.get(name));
    }

    /** SIGKILL. */
    void kill(String name) {
        end(name, handle(name).destroyForcibly());
    }

    /** SIGTERM. */
    void stop(String name) {
        end(name, handle(name).destroy());
    }

    private void end(String name, boolean asked) {
        try {
            var unused = handle(name).onExit().get(TO_END.toMillis(), TimeUnit.MILLISECONDS);
            processes.forget(child(name));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(
                    "The " + name + " does not end" + (asked ? "." : ", nor was it asked to."), e);
        }
    }

    /** Lets a service stand still and go on, as the operating system can. */
    void standStill(String name, boolean still) {
        try {
            int status = new ProcessBuilder(
                            "kill",
                            still ? "-STOP" : "-CONT",
                            Long.toString(child(name).pid()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("The " + name + " was not signalled.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private ProcessHandle handle(String name) {
        return ProcessHandle.of(child(name).pid())
                .orElseThrow(() -> new IllegalStateException("The " + name + " has ended by itself."));
    }

    private JavaProgram broker() {
        return JavaProgram.ofModule(root.resolve("broker"), "dendro.broker.BrokerMain")
                .withFlags(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"))
                .withArguments(
                        "--port",
                        Integer.toString(port(BROKER)),
                        "--data-dir",
                        folder.resolve("kafka").toString(),
                        "--topic",
                        INPUT + ":" + PARTITIONS,
                        "--topic",
                        SCORES + ":" + PARTITIONS,
                        "--topic",
                        DEAD_LETTERS + ":1");
    }

    private JavaProgram queryService() {
        Path file = write(QUERY_SERVICE, world.databases() + server(QUERY_SERVICE));
        return JavaProgram.ofModule(root.resolve("query-service"), "dendro.queryservice.QueryServiceMain")
                .withFlags(List.of("@" + root.resolve("query-service/jvm.flags"), "-Xmx1g", "-XX:TieredStopAtLevel=1"))
                .withArguments("server", file.toString());
    }

    private JavaProgram modelService(String name) {
        Path file = write(
                name,
                """
                queryService: {url: "http://127.0.0.1:%d", timeout: 5s}
                kafka:
                  bootstrapServers: "%s"
                  input: %s
                  scores: %s
                  deadLetters: %s
                  groupId: %s
                  transactionalId: %s
                  maxBatch: %d
                  properties: {session.timeout.ms: "6000"}
                trigger: purchase
                model: {repository: "%s", name: %s, alias: champion}
                sampleValues: 0.01
                """.formatted(
                                        port(QUERY_SERVICE),
                                        bootstrapServers(),
                                        INPUT,
                                        SCORES,
                                        DEAD_LETTERS,
                                        GROUP,
                                        name,
                                        maxBatch,
                                        world.models(),
                                        ChaosWorld.MODEL)
                        + server(name));
        return JavaProgram.ofModule(root.resolve("model-service"), "dendro.modelservice.ModelServiceMain")
                .withFlags(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"))
                .withArguments("server", file.toString());
    }

    private String server(String name) {
        return """
                server:
                  applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                  adminConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
                  requestLog: {appenders: []}
                logging: {level: WARN, loggers: {dendro: INFO}}
                """.formatted(port(name));
    }

    private Path write(String name, String yaml) {
        try {
            return Files.writeString(folder.resolve(name + ".yml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        processes.close();
    }
}
