package dendro.modelservice.world;

import dendro.broker.BrokerSettings;
import dendro.broker.LocalBroker;
import dendro.broker.Topic;
import dendro.queryservice.RunningQueryService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Real parts around the model-service, started once for all tests of the JVM and given to tests as a parameter. */
public final class World implements AutoCloseable {

    private static final AtomicInteger TOPICS = new AtomicInteger();

    private final Path folder;
    private final LocalBroker broker;
    private final Path seeds;
    private final RunningQueryService queryService;

    private World(Path folder) throws IOException {
        this.folder = folder;
        this.broker = LocalBroker.start(BrokerSettings.in(folder.resolve("kafka")));
        this.seeds = Files.createDirectory(folder.resolve("seeds"));
        PurchasesSeed.writePurchases(seeds);
        PurchasesSeed.writeCustomers(seeds);
        PublishedModel.publish(models(), folder.resolve("trees.ubj"));
        this.queryService = startQueryService(0, "8MiB");
    }

    /** The query-service that runs all the time. */
    public RunningQueryService queryService() {
        return queryService;
    }

    /**
     * Another query-service over the same databases; the caller closes it.
     *
     * @param port at which it listens, 0 for a free one
     * @param largestBody it takes, as Dropwizard writes sizes
     */
    public RunningQueryService startQueryService(int port, String largestBody) {
        return RunningQueryService.start(
                write("query-service", """
                databases:
                  purchases: {uri: "datomic:mem://%1$s-purchases", seed: %2$s/purchases.edn}
                  customers: {uri: "datomic:mem://%1$s-customers", seed: %2$s/customers.edn}
                limits: {body: %4$s}
                server:
                  applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: %3$d}]
                  adminConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
                  requestLog: {appenders: []}
                logging: {level: WARN}
                """.formatted(folder.getFileName(), seeds, port, largestBody)));
    }

    /** The model repository, whose model has a champion. */
    public Path models() {
        return folder.resolve("models");
    }

    /** What Kafka clients connect to. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Topics that no other test uses, with several partitions. */
    public ScoringTopics newTopics() {
        String name = "purchases-" + TOPICS.incrementAndGet();
        ScoringTopics topics = new ScoringTopics(broker.bootstrapServers(), name);
        broker.ensure(new Topic(topics.input(), 3));
        broker.ensure(new Topic(topics.scores(), 3));
        broker.ensure(new Topic(topics.challenger(), 3));
        broker.ensure(new Topic(topics.deadLetters(), 1));
        return topics;
    }

    /** The configuration of a model-service over this world. */
    public ServiceSettings settings(ScoringTopics topics) {
        return new ServiceSettings(
                queryService.uri(), bootstrapServers(), topics, models(), topics.input() + "-service-1", 50, "1s", "");
    }

    /** A configuration file with this content. */
    public Path write(String name, String yaml) {
        try {
            return Files.writeString(folder.resolve(name + "-" + UUID.randomUUID() + ".yml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        queryService.close();
        broker.close();
    }

    /** Gives the world to tests that ask for it. */
    public static final class Provider implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == World.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(ExtensionContext.Namespace.create(World.class))
                    .computeIfAbsent(World.class, key -> start(), World.class);
        }

        private static World start() {
            try {
                return new World(Files.createTempDirectory("world"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
