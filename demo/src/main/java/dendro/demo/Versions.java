package dendro.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of the main libraries, as the names of the jars on a class path say. */
final class Versions {

    private static final Map<String, Pattern> JARS = Map.of(
            "datomic", Pattern.compile("peer-(\\d.*)\\.jar"),
            "clojure", Pattern.compile("clojure-(\\d.*)\\.jar"),
            "dropwizard", Pattern.compile("dropwizard-core-(\\d.*)\\.jar"),
            "kafka", Pattern.compile("kafka-clients-(\\d.*)\\.jar"));

    private Versions() {}

    /**
     * By name of library.
     *
     * @param classPath of the demo
     * @param trainers what the trainer's summary says of its own
     */
    static SortedMap<String, String> of(String classPath, JsonNode trainers) {
        SortedMap<String, String> versions = new TreeMap<>();
        trainers.properties()
                .forEach(library ->
                        versions.put(library.getKey(), library.getValue().asText()));
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            String jar = String.valueOf(Path.of(entry).getFileName());
            JARS.forEach((library, pattern) -> {
                Matcher matcher = pattern.matcher(jar);
                if (matcher.matches()) {
                    versions.put(library, matcher.group(1));
                }
            });
        }
        return versions;
    }
}
