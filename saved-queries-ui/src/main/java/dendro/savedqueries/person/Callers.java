package dendro.savedqueries.person;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Asks the query-service whom it takes the holder of a token for. Safe for any number of threads. */
public final class Callers {

    private static final int PATIENCE = (int) Duration.ofSeconds(5).toMillis();
    private static final int LONGEST_ANSWER = 1 << 16;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI service;

    /** Those of the query-service at an address. */
    public Callers(URI service) {
        this.service = service;
    }

    /**
     * A caller of the query-service.
     *
     * @param known whether it had to show who it is
     */
    record Caller(String name, Set<String> roles, boolean known) {

        Caller {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * Whose a token is.
     *
     * @throws ProblemException {@code service-unavailable} if the query-service does not answer
     */
    Optional<Caller> of(String token) {
        try {
            HttpURLConnection call =
                    (HttpURLConnection) service.resolve("/v1/caller").toURL().openConnection();
            call.setConnectTimeout(PATIENCE);
            call.setReadTimeout(PATIENCE);
            call.setRequestProperty("Authorization", "Bearer " + token);
            call.setRequestProperty("Accept", "application/json");
            int status = call.getResponseCode();
            if (status == HttpURLConnection.HTTP_UNAUTHORIZED) {
                return Optional.empty();
            }
            if (status != HttpURLConnection.HTTP_OK) {
                throw unavailable("it answered with status " + status, new IOException(String.valueOf(status)));
            }
            byte[] answer = call.getInputStream().readNBytes(LONGEST_ANSWER);
            return Optional.of(caller(new String(answer, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    private static Caller caller(String answer) throws JsonProcessingException {
        JsonNode json = MAPPER.readTree(answer);
        Set<String> roles = new TreeSet<>();
        json.path("roles").forEach(role -> roles.add(role.asText()));
        return new Caller(json.path("name").asText(), roles, json.path("known").asBoolean());
    }

    private ProblemException unavailable(String why, Exception cause) {
        return new Problem(
                        ProblemType.SERVICE_UNAVAILABLE,
                        "The query-service at " + service + ", which knows who you are, does not answer: " + why + ".")
                .exception(cause);
    }
}
