package dendro.demo.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The saved queries over HTTP: what a story begins with, and what can be seen of it behind the page. */
final class Api {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI service;
    private final String role;

    Api(URI service, String role) {
        this.service = service;
        this.role = role;
    }

    /** Saves a query of nobody's team; gives its id. */
    String save(String name, String text) {
        return save(query(name, text));
    }

    /** Saves a query; gives its id. */
    String save(ObjectNode query) {
        return send("POST", "/api/queries", query.toString()).get("id").asText();
    }

    /** What saves a query of nobody's team. */
    static ObjectNode query(String name, String text) {
        ObjectNode query = JSON.createObjectNode()
                .put("name", name)
                .put("description", "")
                .put("text", text)
                .put("note", "");
        query.putArray("tags");
        query.putArray("parameters");
        query.putArray("procedures");
        return query;
    }

    /** Saves the next version. */
    void saveVersion(String id, int basedOn, ObjectNode query) {
        send(
                "POST",
                "/api/queries/" + id + "/versions",
                query.deepCopy().put("based-on", basedOn).toString());
    }

    /** Runs a saved query as it is; gives the run's id. */
    String run(String query) {
        return run(query, null);
    }

    /** Runs a saved query as of an instant. */
    String run(String query, @Nullable String cursor) {
        ObjectNode request = JSON.createObjectNode()
                .put("query", query)
                .put("run", UUID.randomUUID().toString())
                .put("limit", 1000)
                .put("cursor", cursor);
        request.putObject("parameters");
        return send("POST", "/api/runs", request.toString())
                .get("run")
                .get("id")
                .asText();
    }

    /** Has a saved query run by itself every day. */
    void schedule(String query) {
        ObjectNode schedule = JSON.createObjectNode()
                .put("query", query)
                .put("every", "day")
                .put("at", "06:00")
                .put("zone", "UTC")
                .put("keep", 3);
        schedule.putObject("parameters");
        send("POST", "/api/schedules", schedule.toString());
    }

    /** Makes a read-only link to a saved query that has been run; gives its path. */
    String share(String query) {
        run(query);
        ObjectNode link = JSON.createObjectNode().put("version", 1).put("days", 1);
        link.putObject("parameters");
        return send("POST", "/api/queries/" + query + "/links", link.toString())
                .get("path")
                .asText();
    }

    /** The id of a saved query with exactly this name. */
    String idOf(String name) {
        for (JsonNode query : get("/api/queries?limit=200").get("queries")) {
            if (query.get("name").asText().equals(name)) {
                return query.get("id").asText();
            }
        }
        throw new AssertionError("No query is named " + name);
    }

    JsonNode get(String path) {
        return send("GET", path, "");
    }

    JsonNode send(String method, String path, String body) {
        return sent(HttpRequest.newBuilder(service.resolve(path))
                .header("Content-Type", "application/json")
                .header("Cookie", "dendro-session=demo:" + role)
                .header("Dendro-Request", "page")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** What any service answers to whoever asks. */
    static JsonNode get(URI where) {
        return sent(HttpRequest.newBuilder(where).GET());
    }

    private static JsonNode sent(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(answer.uri() + " " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body().isEmpty() ? "null" : answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
