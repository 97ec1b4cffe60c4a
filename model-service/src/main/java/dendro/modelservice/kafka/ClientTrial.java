package dendro.modelservice.kafka;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes a client of Kafka once before anything runs, and closes it: what it refuses at once, such as a truststore that cannot
 * be read, no patience will mend. A broker that is away is no reason not to start: a consumer connects only when it reads.
 */
public final class ClientTrial {

    /** Clients with these ask another service to let them in when they are made. That may be away, and come back. */
    private static final Set<String> ASKING_OTHERS = Set.of("GSSAPI", "OAUTHBEARER");

    /** An address: names of brokers may be unknown yet, as the brokers may be away. */
    private static final String NOWHERE = "127.0.0.1:9";

    private ClientTrial() {}

    /**
     * Returns if the clients can be made.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid}, naming {@code kafka.properties}, if not
     */
    public static void require(KafkaSettings settings) {
        if (asksOthers(settings.properties())) {
            return;
        }
        KafkaClients clients = new KafkaClients(settings.at(NOWHERE));
        try {
            KafkaConsumer<byte[], byte[]> consumer = clients.consumer();
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            requireForProducer(clients.ofProducer("a"));
        } catch (KafkaException | IllegalArgumentException e) {
            throw new Problem(ProblemType.REQUEST_INVALID, sentence(e, settings.properties())).exception(e);
        }
    }

    /** A producer would connect at once. What it asks for beyond a consumer is known without. */
    private static void requireForProducer(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        ProducerConfig config = new ProducerConfig(all);
        long least = config.getLong(ProducerConfig.LINGER_MS_CONFIG)
                + config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
        if (config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG) < least) {
            throw new ConfigException(
                    "delivery.timeout.ms must be at least linger.ms + request.timeout.ms, here " + least);
        }
    }

    private static boolean asksOthers(Map<String, String> properties) {
        return properties
                        .getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "")
                        .startsWith("SASL")
                && ASKING_OTHERS.contains(
                        properties.getOrDefault(SaslConfigs.SASL_MECHANISM, SaslConfigs.DEFAULT_SASL_MECHANISM));
    }

    private static String sentence(RuntimeException refusal, Map<String, String> properties) {
        List<String> reasons = new ArrayList<>();
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            String reason = String.valueOf(cause.getMessage());
            // These only say that something further down went wrong.
            if (!reason.startsWith("Failed to construct") && !reason.contains("Exception: ")) {
                reasons.add(reason);
            }
        }
        String all = String.join(": ", reasons);
        String named = properties.entrySet().stream()
                .filter(property -> property.getValue().contains("/") && all.contains(property.getValue()))
                .map(property -> "[" + property.getKey() + "]")
                .sorted()
                .collect(Collectors.joining());
        return "kafka.properties" + named + " cannot be used: " + ClientProperties.withoutSecrets(all, properties);
    }
}
