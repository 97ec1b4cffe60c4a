package dendro.modelservice.configuration;

import com.fasterxml.jackson.databind.JsonMappingException;
import dendro.problem.ProblemException;
import io.dropwizard.configuration.ConfigurationException;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why the service does not start, in one line that names the field and shows no more of the file than that. */
public final class StartFailure {

    /** What Jackson and the reader of YAML add to a message: places in its own code, and lines of the file. */
    private static final Pattern MACHINERY = Pattern.compile("(?s)\\s+at \\[Source.*|\\s*\\(through reference chain.*");

    private static final Pattern SUGGESTIONS = Pattern.compile("(?s)\\s*Did you mean\\?:\\s+- (\\S+).*");

    private static final Pattern LINES_OF_THE_FILE = Pattern.compile("(?s)(Malformed YAML[^;]*);.*");

    private StartFailure() {}

    /** The sentence; empty if the failure is none that a person who configures the service can cause. */
    public static Optional<String> sentence(Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return Optional.of(problem.problem().detail());
        }
        if (failure instanceof ConfigurationException configuration) {
            return Optional.of(of(configuration));
        }
        return failure instanceof IOException ? Optional.of(String.valueOf(failure.getMessage())) : Optional.empty();
    }

    private static String of(ConfigurationException failure) {
        if (failure.getCause() instanceof JsonMappingException mapping
                && mapping.getCause() instanceof IllegalArgumentException refused) {
            return field(mapping) + " cannot be read: " + refused.getMessage();
        }
        return failure.getErrors().stream().sorted().map(StartFailure::line).collect(Collectors.joining("; "));
    }

    private static String field(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String line(String error) {
        String withoutFile = LINES_OF_THE_FILE.matcher(error).replaceFirst("$1");
        String withoutMachinery = MACHINERY.matcher(withoutFile).replaceFirst("");
        return SUGGESTIONS
                .matcher(withoutMachinery)
                .replaceFirst("; did you mean $1?")
                .strip();
    }
}
