package dendro.modelservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.modelservice.kafka.ClientTrial;
import dendro.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration that docs/model-service.md shows for production is one that the service takes. */
class ProductionConfigurationTest {

    private static final Path DOCS = Path.of("..", "docs", "model-service.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)## In production\n.*?```yaml\n(.*?)```");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)}");
    private static final String PASSWORD = "it's: a #secret, {even} with ${dollars}";

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void setEnvironment(@TempDir Path folder) throws Exception {
        environment.put("QUERY_SERVICE_TOKEN", "9f2c");
        environment.put("HOSTNAME", "model-service-0");
        environment.put("KAFKA_PASSWORD", PASSWORD);
        environment.put("KAFKA_TRUSTSTORE", keyStore(folder.resolve("truststore.p12")));
        environment.put("KAFKA_TRUSTSTORE_PASSWORD", PASSWORD);
        environment.put("MODELS", folder.toString());
        environment.put("KEY_STORE", keyStore(folder.resolve("keys.p12")));
        environment.put("KEY_STORE_PASSWORD", PASSWORD);
    }

    @Test
    void configurationOfTheDocs_isTaken() throws Exception {
        ModelServiceConfiguration configuration = ReadConfiguration.of(block(), environment);

        ClientTrial.require(configuration.kafka());
        assertThat(configuration.kafka().properties())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("ssl.truststore.password", PASSWORD)
                .hasEntrySatisfying("sasl.jaas.config", jaas -> assertThat(jaas).contains("\"" + PASSWORD + "\""));
        assertThat(configuration.queryService().shownToken()).contains("9f2c");
        assertThat(configuration.toString()).doesNotContain(PASSWORD);
    }

    @Test
    void eachVariableOfTheDocs_isNeeded() throws IOException {
        String block = block();
        Set<String> variables = new TreeSet<>();
        Matcher matcher = VARIABLE.matcher(block);
        while (matcher.find()) {
            variables.add(matcher.group(1));
        }

        assertThat(variables).isEqualTo(new TreeSet<>(environment.keySet()));
        for (String variable : variables) {
            Map<String, String> without = new HashMap<>(environment);
            without.remove(variable);
            assertThatThrownBy(() -> ReadConfiguration.of(block, without))
                    .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(
                                    refused.problem().detail())
                            .contains("needs the environment variable " + variable + ","));
        }
    }

    private static String block() throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(DOCS));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String keyStore(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setEntry(
                "any",
                new KeyStore.SecretKeyEntry(new javax.crypto.spec.SecretKeySpec(new byte[16], "AES")),
                new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file.toString();
    }
}
