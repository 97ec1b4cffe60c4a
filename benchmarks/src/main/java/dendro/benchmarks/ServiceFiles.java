package dendro.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The configurations of the query-services that are measured: all defaults, and callers that are known by tokens. */
final class ServiceFiles {

    /** Who asks for features. */
    static final String SCORER = token("scorer");

    private ServiceFiles() {}

    /** Who asks queries: each of so many analysts has a limit of its own. */
    static String analyst(int number) {
        return token("analyst-" + number);
    }

    private static String token(String name) {
        return "the-token-of-the-benchmarks-" + name;
    }

    /**
     * Writes the configuration of a query-service.
     *
     * @param databases lines of YAML by name of the database
     * @param more lines of YAML, such as its limits
     */
    static Path write(Path file, Map<String, String> databases, String more, int analysts, int port, int adminPort) {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("scorer", SCORER);
        for (int number = 0; number < analysts; number++) {
            tokens.put("analyst-" + number, analyst(number));
        }
        StringBuilder yaml = new StringBuilder("databases:\n");
        databases.forEach((name, location) -> yaml.append("  " + name + ": " + location + "\n"));
        yaml.append(more + "\ncallers:\n  tokens:\n");
        tokens.forEach((name, token) -> yaml.append("    - {name: " + name + ", sha256: " + sha256(token) + ", roles: ["
                + name.replaceAll("-[0-9]+", "") + "]}\n"));
        yaml.append("""
                server:
                  applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                  adminConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                  requestLog: {appenders: []}
                logging: {level: ERROR, appenders: [{type: console, target: stderr}]}
                """.formatted(port, adminPort));
        try {
            return Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
