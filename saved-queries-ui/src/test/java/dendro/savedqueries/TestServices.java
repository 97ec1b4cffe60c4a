package dendro.savedqueries;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** What the YAML of all services of tests has in common. */
public final class TestServices {

    /** At any ports of this machine; further lines of {@code server} may follow. */
    public static final String SERVER = """
            logging: {level: WARN}
            server:
              applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
              adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
            """;

    private TestServices() {}

    /** The token of somebody. */
    public static String token(String name) {
        return "a-long-and-random-token-of-" + name;
    }

    /** People whom a query-service knows by their tokens, each with their roles. */
    public static String callers(Map<String, String> roles) {
        StringBuilder callers = new StringBuilder("callers:\n  tokens:\n");
        roles.forEach((name, theirs) -> callers.append(
                "    - {name: %s, sha256: %s, roles: [%s]}%n".formatted(name, sha256(token(name)), theirs)));
        return callers.toString();
    }

    /**
     * A query-service over customers, whose emails are for admins alone.
     *
     * @param seed of the database
     * @param more lines
     */
    public static String queryService(String database, Path seed, String more) {
        return """
                databases:
                  customers:
                    uri: "%s"
                    seed: "%s"
                    private: {":customer/email": [admin]}
                %s
                %s""".formatted(database, seed, more, SERVER);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
