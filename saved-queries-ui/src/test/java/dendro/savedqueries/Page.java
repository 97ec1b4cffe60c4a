package dendro.savedqueries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the page does with the service: requests with its cookie and its header. */
public final class Page {

    /** Reads what the service answers. */
    public static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI service;
    private final String cookie;

    private Page(URI service, String cookie) {
        this.service = service;
        this.cookie = cookie;
    }

    /** The page of a service, before signing in. */
    public static Page of(URI service) {
        return new Page(service, "");
    }

    /** The page after signing in. */
    public Page signIn(String body) {
        Response answer = post("/api/session", body);
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
        String set = answer.header("Set-Cookie").orElseThrow();
        return new Page(service, set.substring(0, set.indexOf(';')));
    }

    /** An answer. */
    public record Response(HttpResponse<byte[]> raw) {

        /** Its status. */
        public int status() {
            return raw.statusCode();
        }

        /** Its text. */
        public String body() {
            return new String(raw.body(), StandardCharsets.UTF_8);
        }

        /** A header. */
        public Optional<String> header(String name) {
            return raw.headers().firstValue(name);
        }

        /** Its text as JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(body());
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + body(), e);
            }
        }

        /** The name of the problem that it is. */
        public String problem() {
            return json().path("type").asText().replace("urn:dendro:problem:", "");
        }
    }

    /** Asks. */
    public Response get(String path) {
        return send("GET", path, "");
    }

    /** Sends JSON. */
    public Response post(String path, String body) {
        return send("POST", path, body);
    }

    /** Sends nothing. */
    public Response put(String path) {
        return send("PUT", path, "");
    }

    /** Deletes. */
    public Response delete(String path) {
        return send("DELETE", path, "");
    }

    private Response send(String method, String path, String body) {
        HttpRequest.Builder request = request(path).header("Dendro-Request", "page");
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return raw(request.method(
                method,
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A request with the cookie, if there is one, and nothing else. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    /** Any request. */
    public Response raw(HttpRequest.Builder request) {
        try {
            return new Response(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
