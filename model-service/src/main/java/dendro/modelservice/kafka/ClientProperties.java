package dendro.modelservice.kafka;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/**
 * What is wrong with {@code kafka.properties}, property by property. Kafka's clients only warn of a name that they do not know,
 * and what they say of a JAAS configuration may hold parts of the password.
 */
final class ClientProperties {

    /** Exactly-once rests on these, or another field says them. */
    private static final Set<String> SET_BY_THE_SERVICE = Set.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.ACKS_CONFIG,
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            CommonClientConfigs.CLIENT_ID_CONFIG);

    private static final Set<String> MECHANISMS =
            Set.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "GSSAPI", "OAUTHBEARER");

    private static final List<ConfigDef> CLIENTS = List.of(ConsumerConfig.configDef(), ProducerConfig.configDef());

    private ClientProperties() {}

    /** What is wrong, by name of the property; never a secret. */
    static Map<String, String> wrong(Map<String, String> properties) {
        Map<String, String> wrong = new LinkedHashMap<>();
        new TreeMap<>(properties)
                .forEach((name, value) -> wrong(name, value).ifPresent(sentence -> wrong.put(name, sentence)));
        return wrong;
    }

    private static Optional<String> wrong(String name, String value) {
        if (SET_BY_THE_SERVICE.contains(name)) {
            return Optional.of("is set by the service itself");
        }
        List<ConfigDef> knowing =
                CLIENTS.stream().filter(client -> client.names().contains(name)).toList();
        if (knowing.isEmpty()) {
            return Optional.of("is no property of Kafka's clients");
        }
        if (value.isBlank()) {
            return Optional.of("must not be blank");
        }
        if (name.equals(SaslConfigs.SASL_JAAS_CONFIG)) {
            return isJaas(value)
                    ? Optional.empty()
                    : Optional.of("is no JAAS configuration, such as org.apache.kafka.common.security.scram"
                            + ".ScramLoginModule required username=\"..\" password=\"..\";");
        }
        if (name.equals(SaslConfigs.SASL_MECHANISM) && !MECHANISMS.contains(value)) {
            return Optional.of("must be one of "
                    + String.join(", ", List.copyOf(MECHANISMS.stream().sorted().toList())));
        }
        return knowing.stream()
                .flatMap(client -> messages(client, name, value))
                .findFirst()
                .map(message -> isSecret(name) ? "has a value that cannot be used" : message);
    }

    private static Stream<String> messages(ConfigDef client, String name, String value) {
        return client.validate(Map.of(name, value)).stream()
                .filter(found -> found.name().equals(name))
                .map(ConfigValue::errorMessages)
                .flatMap(List::stream)
                .map(message -> message.replace(" for configuration " + name, ""))
                .map(message -> "cannot be used: " + message);
    }

    private static boolean isJaas(String value) {
        try {
            JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(value)));
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Whether Kafka hides the values of this property, too. */
    private static boolean isSecret(String name) {
        return CLIENTS.stream()
                .map(client -> client.configKeys().get(name))
                .anyMatch(key -> key != null && key.type() == ConfigDef.Type.PASSWORD);
    }

    /** The properties for people: secrets are stars. */
    static Map<String, String> shown(Map<String, String> properties) {
        return properties.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        property -> isSecret(property.getKey()) ? "***" : property.getValue(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** The text without the values of secret properties. */
    static String withoutSecrets(String text, Map<String, String> properties) {
        String shown = text;
        for (Map.Entry<String, String> property : properties.entrySet()) {
            if (isSecret(property.getKey()) && !property.getValue().isBlank()) {
                shown = shown.replace(property.getValue(), "***");
            }
        }
        return shown;
    }
}
