package dendro.demo.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Saves queries as the page does, each in the name of somebody of its team. */
public final class ExampleSaving {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> ROLES =
            Map.of("risk", "data-scientist", "growth", "engineer", "collections", "analyst");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI savedQueries;

    /** Saving at a service in demo mode. */
    public ExampleSaving(URI savedQueries) {
        this.savedQueries = savedQueries;
    }

    /**
     * Saves all of them.
     *
     * @throws IllegalStateException if one is refused
     */
    public void saveAll(List<ExampleQuery> queries) {
        queries.forEach(this::save);
    }

    private void save(ExampleQuery query) {
        String role = ROLES.get(query.about().path("team").asText());
        HttpRequest request = HttpRequest.newBuilder(savedQueries.resolve("/api/queries"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Cookie", "dendro-session=demo:" + role)
                .header("Dendro-Request", "page")
                .POST(HttpRequest.BodyPublishers.ofString(query.toSave().toString()))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException(
                        "The query '" + query.about().path("name").asText() + "' could not be saved: " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The saved queries do not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The demo is being stopped.");
        }
    }
}
