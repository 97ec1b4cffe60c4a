package dendro.modelservice.configuration;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationFactoryFactory;
import io.dropwizard.configuration.YamlConfigurationFactory;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.text.StringSubstitutor;

/**
 * Reads a YAML file and puts environment variables where its values say <code>${NAME}</code> or <code>${NAME:-default}</code>.
 *
 * <p>It does so after parsing: a password may hold any characters, it cannot change what the file means, and what is
 * said of a file that is no YAML does not show it. What is empty afterwards is absent.
 *
 * @param <T> what the file becomes
 */
public final class FromEnvironment<T> extends YamlConfigurationFactory<T> {

    private final Function<String, Optional<String>> environment;

    private FromEnvironment(
            Class<T> type,
            Validator validator,
            ObjectMapper mapper,
            String prefix,
            Function<String, Optional<String>> environment) {
        super(type, validator, mapper.copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES), prefix);
        this.environment = environment;
    }

    /** Such readers of files, in this environment. */
    public static <T> ConfigurationFactoryFactory<T> of(Function<String, Optional<String>> environment) {
        return (type, validator, mapper, prefix) -> new FromEnvironment<>(type, validator, mapper, prefix, environment);
    }

    /**
     * The configuration.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid}, naming field and variable, if a variable is not set
     */
    @Override
    protected T build(JsonNode file, String path) throws IOException, ConfigurationException {
        return super.build(filledIn("", file), path);
    }

    private JsonNode filledIn(String field, JsonNode value) {
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> entry : List.copyOf(object.properties())) {
                String name = field.isEmpty() ? entry.getKey() : field + "." + entry.getKey();
                object.set(entry.getKey(), filledIn(name, entry.getValue()));
            }
            return object;
        }
        if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, filledIn(field + "[" + i + "]", array.get(i)));
            }
            return array;
        }
        return value.isTextual() && value.textValue().contains("${") ? filledIn(field, value.textValue()) : value;
    }

    private JsonNode filledIn(String field, String text) {
        List<String> asked = new ArrayList<>();
        StringSubstitutor substitutor = new StringSubstitutor(name -> {
                    asked.add(name);
                    return environment.apply(name).orElse(null);
                })
                .setEnableUndefinedVariableException(true)
                .setDisableSubstitutionInValues(true);
        try {
            String filledIn = substitutor.replace(text);
            return filledIn.isEmpty() ? NullNode.instance : TextNode.valueOf(filledIn);
        } catch (IllegalArgumentException e) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            field + " needs the environment variable " + asked.get(asked.size() - 1)
                                    + ", which is not set")
                    .exception(e);
        }
    }
}
