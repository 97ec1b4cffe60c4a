package dendro.queryapi;

import dendro.features.EntityAt;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A client of the query-service. Safe for any number of threads.
 *
 * <p>Every call throws the service's own problem if it refuses, and {@code service-unavailable} if it does not answer
 * in time. If the service asks to try again later, the problem says in {@value #RETRY_AFTER} after how many seconds.
 */
public final class QueryServiceClient {

    /** The member of a problem that holds the seconds after which to try again. */
    public static final String RETRY_AFTER = "retry-after";

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final URI base;
    private final Duration patience;
    private final Optional<String> token;

    /**
     * A client that does not say who it is.
     *
     * @param base such as {@code http://127.0.0.1:8080}
     * @param patience how long the service may stay silent, before its answer begins and in the midst of it
     */
    public QueryServiceClient(URI base, Duration patience) {
        this(base, patience, Optional.empty());
    }

    /**
     * A client.
     *
     * @param base such as {@code http://127.0.0.1:8080}
     * @param patience how long the service may stay silent, before its answer begins and in the midst of it
     * @param token by which the service knows the caller
     */
    public QueryServiceClient(URI base, Duration patience, Optional<String> token) {
        this.base = base;
        this.patience = patience;
        this.token = token;
    }

    /** The features of rows, each as of its own timestamp: one outcome for each, in order. */
    public FeatureAnswer features(String featureSet, List<EntityAt> rows) {
        return features(new FeatureRequest(featureSet, rows));
    }

    /** The same, as a request that may say how long it waits. */
    public FeatureAnswer features(FeatureRequest request) {
        return FeatureAnswer.parse(read(post("/v1/features", request.json(), "application/json")));
    }

    /** A shard of a training set, as it arrives; the caller closes it. */
    public TrainingSetStream trainingSet(TrainingSetRequest request) {
        return new TrainingSetStream(post("/v1/training-set", request.json(), "application/x-ndjson"));
    }

    /**
     * A shard of a training set in the format that the service has of those that are taken.
     *
     * @param accept media types with their q-values, as HTTP has them
     */
    public Body trainingSet(TrainingSetRequest request, String accept) {
        return answer("POST", "/v1/training-set", request.json(), accept);
    }

    /**
     * An answer as it arrives; the caller closes it.
     *
     * @param mediaType as the service names it
     */
    public record Body(String mediaType, InputStream bytes) {}

    /** What is known of a database. */
    public DatabaseAnswer database(String name) {
        return DatabaseAnswer.parse(read(
                answer("GET", "/v1/databases/" + name, "", "application/json").bytes()));
    }

    private InputStream post(String path, String body, String accept) {
        return answer("POST", path, body, accept).bytes();
    }

    /** Java's newer HTTP client has no limit on silence within a body; this one has. */
    private Body answer(String method, String path, String body, String accept) {
        try {
            HttpURLConnection call =
                    (HttpURLConnection) base.resolve(path).toURL().openConnection();
            call.setConnectTimeout((int) CONNECT.toMillis());
            call.setReadTimeout((int) patience.toMillis());
            call.setRequestMethod(method);
            call.setRequestProperty("Accept", accept + ", " + ProblemJson.MEDIA_TYPE);
            token.ifPresent(shown -> call.setRequestProperty("Authorization", "Bearer " + shown));
            if (!body.isEmpty()) {
                call.setRequestProperty("Content-Type", "application/json");
                call.setDoOutput(true);
                try (OutputStream out = call.getOutputStream()) {
                    out.write(body.getBytes(StandardCharsets.UTF_8));
                }
            }
            int status = call.getResponseCode();
            if (status == HttpURLConnection.HTTP_OK) {
                return new Body(String.valueOf(call.getContentType()), call.getInputStream());
            }
            InputStream error = call.getErrorStream();
            ProblemException refused = refused(status, error == null ? "" : read(error));
            String retryAfter = call.getHeaderField("Retry-After");
            throw retryAfter == null
                    ? refused
                    : refused.problem().with(RETRY_AFTER, retryAfter).exception(refused);
        } catch (IOException e) {
            throw unavailable(e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private ProblemException refused(int status, String body) {
        try {
            return ProblemJson.read(Json.parse(body)).exception();
        } catch (ProblemException e) {
            return unavailable("it answered with status " + status, e);
        }
    }

    private String read(InputStream body) {
        try (body) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    private ProblemException unavailable(String why, Exception cause) {
        return new Problem(
                        ProblemType.SERVICE_UNAVAILABLE,
                        "The query-service at " + base + " does not answer: " + why + ".")
                .exception(cause);
    }
}
