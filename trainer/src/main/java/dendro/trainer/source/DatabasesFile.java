package dendro.trainer.source;

import clojure.lang.Named;
import dendro.database.DatabaseLocation;
import dendro.edn.Edn;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The file that says which databases executors open: the {@code databases:} block of the query-service's YAML, of which
 * nothing else is read, so that the same file serves both; or the same in EDN, if its name ends in {@code .edn}. {@code
 * ${NAME}} stands for an environment variable of the driver.
 */
final class DatabasesFile {

    private static final Set<String> SETTINGS = Set.of("uri", "seed", "refresh", "settle", "private");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)(?::-([^}]*))?}");
    private static final Pattern TIME =
            Pattern.compile("(\\d+)\\s*(ms|milliseconds?|s|seconds?|m|min|minutes?|h|hours?)");

    private final Path file;
    private final UnaryOperator<@Nullable String> variables;

    private DatabasesFile(Path file, UnaryOperator<@Nullable String> variables) {
        this.file = file;
        this.variables = variables;
    }

    /**
     * The databases of a file.
     *
     * @param variables the environment
     * @throws ProblemException {@code request-invalid} naming what is wrong
     */
    static PeerDatabases read(Path file, UnaryOperator<@Nullable String> variables) {
        return new DatabasesFile(file, variables).read();
    }

    private PeerDatabases read() {
        Object content = parse(substituted(text()));
        if (!(content instanceof Map<?, ?> map) || !(member(map, "databases") instanceof Map<?, ?> databases)) {
            throw invalid("it has no block 'databases'", null);
        }
        Map<String, PeerDatabases.Entry> entries = new TreeMap<>();
        databases.forEach((name, entry) -> entries.put(name(name), entry(name(name), entry)));
        if (entries.isEmpty()) {
            throw invalid("its block 'databases' is empty", null);
        }
        return new PeerDatabases(entries);
    }

    private PeerDatabases.Entry entry(String name, Object entry) {
        if (!(entry instanceof Map<?, ?> map) || !(member(map, "uri") instanceof String uri)) {
            throw invalid("the database '" + name + "' has no uri", null);
        }
        for (Object key : map.keySet()) {
            if (!SETTINGS.contains(name(key))) {
                throw invalid("the database '" + name + "' has an unknown setting, '" + name(key) + "'", null);
            }
        }
        PeerDatabases.Entry read = new PeerDatabases.Entry(
                uri, time(name, member(map, "refresh")), time(name, member(map, "settle")), hidden(map));
        requireReadOnly(name, read.location());
        return read;
    }

    private void requireReadOnly(String name, DatabaseLocation location) {
        if (location instanceof DatabaseLocation.Memory) {
            throw invalid(
                    "the database '" + name + "' lives in the memory of one process, where executors cannot read it;"
                            + " let the query-service read it (--source query-service), or name a backup",
                    null);
        }
        if (location instanceof DatabaseLocation.Live) {
            throw invalid(
                    "the database '" + name + "' is a live one, and every executor would be one more peer of its"
                            + " transactor; add read-only=true to read the storage alone, or name a backup",
                    null);
        }
    }

    /** What only others than trainers see. */
    private static Set<String> hidden(Map<?, ?> entry) {
        Set<String> hidden = new TreeSet<>();
        if (member(entry, "private") instanceof Map<?, ?> attributes) {
            attributes.forEach((attribute, roles) -> {
                boolean seen = roles instanceof Collection<?> names
                        && names.stream().anyMatch(role -> name(role).equals("trainer"));
                if (!seen) {
                    hidden.add(attribute instanceof Named named ? full(named) : name(attribute));
                }
            });
        }
        return hidden;
    }

    private static String full(Named named) {
        return named.getNamespace() == null ? named.getName() : named.getNamespace() + "/" + named.getName();
    }

    private @Nullable Duration time(String database, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        Matcher time = TIME.matcher(value.toString().trim().toLowerCase(Locale.ROOT));
        if (time.matches()) {
            long count = Long.parseLong(time.group(1));
            return switch (time.group(2).charAt(0)) {
                case 's' -> Duration.ofSeconds(count);
                case 'h' -> Duration.ofHours(count);
                default ->
                    time.group(2).equals("ms") || time.group(2).startsWith("milli")
                            ? Duration.ofMillis(count)
                            : Duration.ofMinutes(count);
            };
        }
        try {
            return Duration.parse(value.toString());
        } catch (DateTimeParseException e) {
            throw invalid("'" + value + "' of the database '" + database + "' is no time such as 10s", e);
        }
    }

    private String substituted(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(variable(found)));
    }

    private String variable(MatchResult found) {
        String value = variables.apply(found.group(1));
        if (value != null) {
            return value;
        }
        if (found.group(2) == null) {
            throw invalid("it names the environment variable " + found.group(1) + ", which is not set", null);
        }
        return found.group(2);
    }

    private Object parse(String text) {
        if (file.toString().endsWith(".edn")) {
            return Edn.read(text);
        }
        try {
            Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            return content == null ? Map.of() : content;
        } catch (YAMLException e) {
            throw invalid("it is no YAML: " + e.getMessage(), e);
        }
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw invalid("it cannot be read: " + e, e);
        }
    }

    private static @Nullable Object member(Map<?, ?> map, String name) {
        return map.entrySet().stream()
                .filter(entry -> name(entry.getKey()).equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String name(Object key) {
        return key instanceof Named named ? named.getName() : String.valueOf(key);
    }

    private ProblemException invalid(String why, @Nullable Exception cause) {
        Problem problem =
                new Problem(ProblemType.REQUEST_INVALID, "The file of databases " + file + " is wrong: " + why + ".");
        return cause == null ? problem.exception() : problem.exception(cause);
    }
}
