package dendro.demo.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic that purchases are sent to, keyed by id. Owns its producer; for one thread. */
public final class PurchaseTopic implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final String topic;
    private final Producer<String, byte[]> producer;

    /**
     * A topic of a running broker.
     *
     * @param bootstrapServers as {@code host:port}
     * @param topic its name
     */
    public PurchaseTopic(String bootstrapServers, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ProducerConfig.CLIENT_ID_CONFIG, "simulator",
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, 0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Sends a purchase and waits until the broker has it.
     *
     * @throws SimulatorException if it has not within 15 seconds
     */
    public void send(MadePurchase purchase) {
        try {
            producer.send(new ProducerRecord<>(topic, purchase.id(), purchase.message()))
                    .get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new SimulatorException("Kafka did not take purchase " + purchase.id() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SimulatorException("Interrupted while sending purchase " + purchase.id() + ".", e);
        }
    }

    @Override
    public void close() {
        producer.close(DEADLINE);
    }
}
