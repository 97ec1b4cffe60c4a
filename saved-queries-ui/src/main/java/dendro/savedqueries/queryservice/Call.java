package dendro.savedqueries.queryservice;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * One request to the query-service.
 *
 * @param method of HTTP
 * @param path with its query, from {@code /v1} on
 * @param body in JSON, if it has one
 * @param accept the media type wanted, parameters and all
 * @param token of whoever asks; none where the query-service asks nobody
 * @param query by which it can be cancelled, if it runs one
 * @param patience how long its answer may take to begin
 */
public record Call(
        String method,
        String path,
        Optional<String> body,
        String accept,
        Optional<String> token,
        Optional<UUID> query,
        Duration patience) {

    /** A question. */
    public static Call get(String path, String accept, Optional<String> token, Duration patience) {
        return new Call("GET", path, Optional.empty(), accept, token, Optional.empty(), patience);
    }

    /** A query with an id. */
    public static Call query(
            String path, String body, String accept, Optional<String> token, UUID id, Duration patience) {
        return new Call("POST", path, Optional.of(body), accept, token, Optional.of(id), patience);
    }
}
