package dendro.benchmarks;

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
import java.util.ArrayList;
import java.util.List;

/** A broker and model-services as processes of their own, beside a query-service; closing it ends them. */
final class ScoringServices implements AutoCloseable {

    /** The collector is told what Kafka's own start script tells it. */
    private static final List<String> BROKER_FLAGS = List.of(
            "-Xms1g",
            "-Xmx1g",
            "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=20",
            "-XX:InitiatingHeapOccupancyPercent=35",
            "-XX:+ExplicitGCInvokesConcurrent");

    private static final Duration TO_START = Duration.ofMinutes(1);

    private final Path root;
    private final Path folder;
    private final int port = Loopback.freePort();
    private final Processes brokers;

    /**
     * Starts a broker with these topics.
     *
     * @param root of the modules, which have been built
     * @param folder for everything that is written
     */
    ScoringServices(Path root, Path folder, List<ScoringRun> runs) {
        this.root = root;
        this.folder = folder;
        this.brokers = new Processes(folder);
        List<String> arguments = new ArrayList<>(List.of(
                "--port",
                Integer.toString(port),
                "--data-dir",
                folder.resolve("kafka").toString()));
        for (ScoringRun run : runs) {
            for (String topic : List.of(run.input(), run.scores(), run.deadLetters())) {
                arguments.addAll(List.of("--topic", topic + ":" + ScoringRun.PARTITIONS));
            }
        }
        try {
            ChildProcess broker = brokers.start(JavaProgram.ofModule(root.resolve("broker"), "dendro.broker.BrokerMain")
                    .withFlags(BROKER_FLAGS)
                    .withArguments(arguments.toArray(String[]::new)));
            // The topics exist before the port answers clients twice, which is soon: the producer waits for them.
            brokers.awaitReady(broker, () -> Loopback.isListenedAt(port), TO_START);
        } catch (RuntimeException e) {
            brokers.close();
            throw e;
        }
    }

    /** What Kafka's clients connect to. */
    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Starts a model-service; whoever asked for it ends it by closing what is returned. */
    Processes modelService(ScoringRun run, URI queryService, Path models) {
        int modelPort = Loopback.freePort();
        Path configuration = folder.resolve(run.name() + ".yml");
        write(configuration, """
                queryService: {url: "%s", timeout: 10s, token: %s}
                kafka: {bootstrapServers: "%s", input: %s, scores: %s, deadLetters: %s, groupId: %s,
                        transactionalId: %s, maxBatch: %d}
                trigger: purchase
                model: {repository: "%s", name: %s, alias: champion}
                sampleValues: %s
                server:
                  applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                  adminConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                  requestLog: {appenders: []}
                logging: {level: WARN}
                """.formatted(
                        queryService,
                        ServiceFiles.SCORER,
                        bootstrapServers(),
                        run.input(),
                        run.scores(),
                        run.deadLetters(),
                        run.name(),
                        run.name(),
                        ScoringRun.MAX_BATCH,
                        models,
                        ScoredModel.NAME,
                        ScoringRun.SAMPLE,
                        modelPort,
                        Loopback.freePort()));
        Processes processes = new Processes(folder);
        try {
            ChildProcess child = processes.start(
                    JavaProgram.ofModule(root.resolve("model-service"), "dendro.modelservice.ModelServiceMain")
                            .named("model-service-" + run.name())
                            .withFlags(List.of("-Xms1g", "-Xmx1g"))
                            .withArguments("server", configuration.toString()));
            processes.awaitReady(child, () -> Loopback.isListenedAt(modelPort), TO_START);
            return processes;
        } catch (RuntimeException e) {
            processes.close();
            throw e;
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        brokers.close();
    }
}
