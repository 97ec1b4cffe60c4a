package dendro.savedqueries.queryservice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.queryapi.ProblemJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Sends calls to the query-service. Safe for any number of threads; its own few are gone once it is closed.
 *
 * <p>Java's client has a limit of time for an answer to begin and none for it to end: a body that is not read to its end in
 * time is broken off here.
 */
public final class QueryServiceClient implements AutoCloseable {

    /** The header with a query's id. */
    static final String QUERY_ID = "Dendro-Query-Id";

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration CANCEL = Duration.ofSeconds(5);
    private static final int LARGEST_PROBLEM = 1 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI base;
    private final Duration longestBody;
    private final ExecutorService threads;
    private final ScheduledExecutorService clock;
    private final HttpClient http;

    /**
     * A client.
     *
     * @param base where the query-service listens
     * @param longestBody how long an answer may take from its beginning to its end
     */
    public QueryServiceClient(URI base, Duration longestBody) {
        this.base = base;
        this.longestBody = longestBody;
        this.threads = Executors.newCachedThreadPool(runnable -> daemon(runnable, "query-service-client"));
        this.clock =
                Executors.newSingleThreadScheduledExecutor(runnable -> daemon(runnable, "query-service-deadlines"));
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
    }

    private static Thread daemon(Runnable runnable, String name) {
        Thread thread = new Thread(runnable, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Sends a call; its answer is waited for with {@link Exchange#answer}. */
    public Exchange send(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(call.path()))
                .timeout(call.patience())
                .header(
                        "Accept",
                        call.accept().equals("application/json")
                                ? "application/json, " + ProblemJson.MEDIA_TYPE
                                : call.accept());
        call.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        call.query().ifPresent(id -> request.header(QUERY_ID, id.toString()));
        request.method(
                call.method(),
                call.body().map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody));
        if (call.body().isPresent()) {
            request.header("Content-Type", "application/json");
        }
        CompletableFuture<HttpResponse<InputStream>> coming =
                http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        return new Exchange(this, call, coming);
    }

    /**
     * Ends a query.
     *
     * @return whether the query-service knew of it
     */
    public boolean cancel(UUID query, Optional<String> token) {
        Call call = new Call(
                "DELETE",
                "/v1/queries/" + query,
                Optional.empty(),
                "application/json",
                token,
                Optional.empty(),
                CANCEL);
        try (ServiceAnswer answer = send(call).answer(Asker.PATIENT)) {
            return answer.status() < 300;
        } catch (Refused e) {
            if (e.name().equals(ProblemType.QUERY_UNKNOWN.slug())) {
                return false;
            }
            throw e;
        }
    }

    /** The answer as it came, or what was refused. */
    ServiceAnswer opened(HttpResponse<InputStream> response) {
        ServiceAnswer answer = new ServiceAnswer(response, clock, longestBody);
        if (answer.status() < 300) {
            return answer;
        }
        try (answer) {
            throw refused(answer);
        }
    }

    private RuntimeException refused(ServiceAnswer answer) {
        try {
            String text = new String(answer.body().readNBytes(LARGEST_PROBLEM), StandardCharsets.UTF_8);
            if (MAPPER.readTree(text) instanceof ObjectNode problem
                    && problem.path("type").isTextual()) {
                return new Refused(answer.status(), problem, answer.header("Retry-After"));
            }
            return unavailable("it answered with status " + answer.status(), null);
        } catch (JsonProcessingException e) {
            return unavailable("it answered with status " + answer.status(), e);
        } catch (IOException e) {
            return unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    RuntimeException unavailable(String why, @org.jspecify.annotations.Nullable Throwable cause) {
        Problem problem = new Problem(
                ProblemType.SERVICE_UNAVAILABLE, "The query-service at " + base + " does not answer: " + why + ".");
        return cause == null ? problem.exception() : problem.exception(cause);
    }

    /** Reads an answer that is small. */
    public JsonNode json(Call call) {
        try (ServiceAnswer answer = send(call).answer(Asker.PATIENT)) {
            return MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
    }
}
