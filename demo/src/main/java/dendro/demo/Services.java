package dendro.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.demo.console.Progress;
import dendro.demo.process.ChildProcess;
import dendro.demo.process.JavaProgram;
import dendro.demo.process.Port;
import dendro.demo.process.Processes;
import dendro.demo.world.WorldSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The programs of the demo that are processes of their own: which they are, with what arguments, and when they are ready. */
final class Services {

    private static final Duration TO_START = Duration.ofSeconds(90);
    private static final Duration TO_TRAIN = Duration.ofMinutes(30);
    private static final int PROBE_MILLIS = 3_000;

    private final DemoSettings settings;
    private final Processes processes;

    Services(DemoSettings settings, Processes processes) {
        this.settings = settings;
        this.processes = processes;
    }

    /** Starts Kafka and waits until its topics are there. */
    void startBroker() {
        Port port = settings.ports().kafka();
        ChildProcess broker = processes.start(program("broker", "dendro.broker.BrokerMain")
                .withFlags(List.of("-Xmx512m"))
                .withArguments(
                        "--port", Integer.toString(port.number()),
                        "--data-dir", settings.home().kafka().toString(),
                        "--topic", Topics.withPartitions(Topics.PURCHASES),
                        "--topic", Topics.withPartitions(Topics.SCORES),
                        "--topic", Topics.withPartitions(Topics.DEAD_LETTERS)));
        processes.awaitReady(broker, () -> port.open() && topicsExist(), TO_START);
    }

    /** Starts the query-service on what {@code query-service.yml} names and waits until it is ready. */
    URI startQueryService() {
        ChildProcess queryService = processes.start(program("query-service", "dendro.queryservice.QueryServiceMain")
                .withFlags(List.of("--add-opens=java.base/java.nio=ALL-UNNAMED", "-Xmx1g"))
                .withArguments("server", settings.home().queryServiceYaml().toString()));
        URI ready = URI.create(
                "http://127.0.0.1:" + settings.ports().queryServiceAdmin().number() + "/ready");
        processes.awaitReady(queryService, () -> answersOk(ready), TO_START);
        return URI.create("http://127.0.0.1:" + settings.ports().queryService().number());
    }

    /**
     * Trains to the end.
     *
     * @return the trainer's own summary
     */
    JsonNode train(URI queryService, WorldSettings world, Progress progress) {
        Path module = settings.root().resolve("trainer");
        List<String> arguments = new ArrayList<>(
                settings.databases() == DemoSettings.Place.BACKUP
                        ? List.of(
                                "--source",
                                "peers",
                                "--databases",
                                settings.home().queryServiceYaml().toString())
                        : List.of("--query-service", queryService.toString()));
        arguments.addAll(List.of(
                "--features", settings.home().featureSet().toString(),
                "--models", settings.home().models().toString(),
                "--from", world.start().toString(),
                "--to", world.end().toString(),
                "--shards", "16",
                "--promote", "champion",
                "--compare-todays-values", world.end().minusMillis(1).toString(),
                "--summary", settings.home().trainingSummary().toString()));
        ChildProcess trainer = processes.start(program("trainer", "dendro.trainer.Train")
                .withFlags(List.of("@" + module.resolve("jvm.flags"), "-Xmx1g"))
                .withArguments(arguments.toArray(String[]::new)));
        long deadline = System.nanoTime() + TO_TRAIN.toNanos();
        while (!trainer.awaitEnd(Duration.ofMillis(250))) {
            processes.requireAllAlive();
            trainer.log()
                    .lastStartingWith(TrainerProgress.WORD)
                    .flatMap(TrainerProgress::parse)
                    .ifPresent(reached -> progress.reached(reached.share(), reached.words()));
            if (System.nanoTime() - deadline > 0) {
                throw DemoFailure.of("The trainer was not done after " + TO_TRAIN.toMinutes() + " minutes.\nIts log: "
                        + trainer.log().path());
            }
        }
        processes.forget(trainer);
        try {
            return new ObjectMapper().readTree(settings.home().trainingSummary().toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("The trainer left no summary that can be read: " + e.getMessage(), e);
        }
    }

    /** Starts the model-service and waits until it is healthy. */
    void startModelService() {
        ChildProcess modelService = processes.start(program("model-service", "dendro.modelservice.ModelServiceMain")
                .withFlags(List.of("-Xmx512m"))
                .withArguments("server", settings.home().modelServiceYaml().toString()));
        URI health = URI.create(
                "http://127.0.0.1:" + settings.ports().modelServiceAdmin().number() + "/healthcheck");
        processes.awaitReady(modelService, () -> answersOk(health), TO_START);
    }

    /** Starts the saved queries and waits until they are healthy. */
    ChildProcess startSavedQueries() {
        ChildProcess savedQueries = processes.start(program("saved-queries-ui", "dendro.savedqueries.SavedQueriesMain")
                .withFlags(List.of("-Xmx512m"))
                .withArguments("server", settings.home().savedQueriesYaml().toString()));
        URI health = URI.create(
                "http://127.0.0.1:" + settings.ports().savedQueriesAdmin().number() + "/healthcheck");
        processes.awaitReady(savedQueries, () -> answersOk(health), TO_START);
        return savedQueries;
    }

    private JavaProgram program(String module, String mainClass) {
        return JavaProgram.ofModule(settings.root().resolve(module), mainClass);
    }

    private boolean topicsExist() {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:" + settings.ports().kafka().number(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                PROBE_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                PROBE_MILLIS))) {
            return admin.listTopics()
                    .names()
                    .get(PROBE_MILLIS, TimeUnit.MILLISECONDS)
                    .containsAll(Set.of(Topics.PURCHASES, Topics.SCORES, Topics.DEAD_LETTERS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            return false;
        }
    }

    private static boolean answersOk(URI uri) {
        try {
            HttpURLConnection call = (HttpURLConnection) uri.toURL().openConnection();
            call.setConnectTimeout(PROBE_MILLIS);
            call.setReadTimeout(PROBE_MILLIS);
            return call.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
