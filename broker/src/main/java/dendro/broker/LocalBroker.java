package dendro.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker inside this JVM.
 *
 * <ol>
 *   <li>Once {@link #start} returns, clients can connect and every topic of the settings exists.
 *   <li>If {@code start} throws, nothing listens and no thread is left.
 *   <li>After {@link #close} everything acknowledged is on disk: a broker started on the same folder has it.
 * </ol>
 *
 * <p>Safe for use by several threads, as long as one owner closes it.
 */
public final class LocalBroker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LocalBroker.class);

    private static final Duration ADMIN_DEADLINE = Duration.ofSeconds(30);

    private final BrokerSettings settings;
    private final KafkaRaftServer server;

    private LocalBroker(BrokerSettings settings, KafkaRaftServer server) {
        this.settings = settings;
        this.server = server;
    }

    /**
     * Starts a broker; takes a few seconds, a few more the first time on a folder.
     *
     * @throws PortTakenException before anything is started
     * @throws BrokerException if the folder cannot be used or a topic exists with another number of partitions
     */
    public static LocalBroker start(BrokerSettings settings) {
        Ports.requireFree(settings.port());
        Ports.requireFree(settings.controllerPort());
        DataDirectory.formatIfNew(settings.dataDir());
        LocalBroker broker = new LocalBroker(settings, serverOf(settings));
        try {
            broker.server.startup();
            settings.topics().forEach(broker::ensure);
        } catch (RuntimeException e) {
            broker.close();
            throw e instanceof BrokerException
                    ? e
                    : new BrokerException("The broker did not start: " + e.getMessage(), e);
        }
        log.info("Broker ready at {}, data in {}", broker.bootstrapServers(), settings.dataDir());
        return broker;
    }

    private static KafkaRaftServer serverOf(BrokerSettings settings) {
        try {
            return new KafkaRaftServer(new KafkaConfig(KafkaProperties.of(settings), false), Time.SYSTEM);
        } catch (RuntimeException e) {
            throw new BrokerException(
                    "The broker cannot use the folder " + settings.dataDir() + ": " + e.getMessage(), e);
        }
    }

    /** What clients connect to, as {@code host:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + settings.port();
    }

    /**
     * Makes sure that a topic exists.
     *
     * @throws BrokerException if it exists with another number of partitions
     */
    public void ensure(Topic topic) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            if (!await(admin.listTopics().names()).contains(topic.name())) {
                await(admin.createTopics(Set.of(new NewTopic(topic.name(), topic.partitions(), (short) 1)))
                        .all());
                return;
            }
            for (TopicDescription existing : await(
                            admin.describeTopics(List.of(topic.name())).allTopicNames())
                    .values()) {
                requirePartitions(topic, existing.partitions().size());
            }
        }
    }

    private static void requirePartitions(Topic topic, int existing) {
        if (existing != topic.partitions()) {
            throw new BrokerException(
                    "Topic " + topic.name() + " exists with " + existing + " partitions, not " + topic.partitions()
                            + ".",
                    null);
        }
    }

    /** The topics that exist, without Kafka's own. */
    public List<String> topics() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            return await(admin.listTopics().names()).stream().sorted().toList();
        }
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(ADMIN_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BrokerException("The broker did not do what it was asked: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("Interrupted while waiting for the broker.", e);
        }
    }

    /** Waits, without a deadline, until someone closes the broker. */
    void awaitClose() {
        server.awaitShutdown();
    }

    /** Stops the broker and waits until it has let go of its folder and ports. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
