package dendro.consistency;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.commons.text.StringSubstitutor;

/** Settings of Kafka's clients in a file of properties, in which {@code ${NAME}} comes from the environment. */
final class KafkaProperties {

    private KafkaProperties() {}

    /**
     * The settings.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid} if the file cannot be read or names a variable that
     *     is not set
     */
    static Map<String, String> read(Path file, Map<String, String> environment) {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new Problem(ProblemType.REQUEST_INVALID, "The Kafka properties " + file + " cannot be read: " + e)
                    .exception(e);
        }
        StringSubstitutor variables = new StringSubstitutor(environment).setEnableUndefinedVariableException(true);
        Map<String, String> settings = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            try {
                settings.put(name, variables.replace(properties.getProperty(name)));
            } catch (IllegalArgumentException e) {
                throw new Problem(
                                ProblemType.REQUEST_INVALID,
                                name + " in " + file + " names an environment variable that is not set: "
                                        + e.getMessage())
                        .exception(e);
            }
        }
        return settings;
    }
}
