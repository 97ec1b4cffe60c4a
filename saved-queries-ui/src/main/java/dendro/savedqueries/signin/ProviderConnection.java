package dendro.savedqueries.signin;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to the provider: to safe addresses only, without following where it redirects to, each to its last byte within
 * a deadline, so many at a time and answers no longer than they need be. Safe for any number of threads; its own few are gone
 * once it is closed.
 */
final class ProviderConnection implements HTTPRequestSender, ResourceRetriever, AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 16;
    private static final int LONGEST_ANSWER = 1 << 18;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newCachedThreadPool(runnable -> {
        Thread thread = new Thread(runnable, "oidc-provider-client");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(threads)
            .build();

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(safe(asked.getURI()))
                .timeout(PATIENCE)
                .method(
                        asked.getMethod().name(),
                        asked.getBody() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(asked.getBody()));
        asked.getHeaderMap().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        HttpResponse<byte[]> answer = answer(request.build());
        HTTPResponse response = new HTTPResponse(answer.statusCode());
        answer.headers().map().forEach((name, values) -> response.setHeader(name, values.toArray(String[]::new)));
        response.setBody(new String(answer.body(), StandardCharsets.UTF_8));
        return response;
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        HttpResponse<byte[]> answer = answer(HttpRequest.newBuilder(safe(URI.create(url.toString())))
                .timeout(PATIENCE)
                .build());
        if (answer.statusCode() != 200) {
            throw new IOException(url + " answered with status " + answer.statusCode());
        }
        return new Resource(
                new String(answer.body(), StandardCharsets.UTF_8),
                answer.headers().firstValue("Content-Type").orElse("application/json"));
    }

    private static URI safe(URI address) throws IOException {
        if (!SafeAddress.isSafe(address)) {
            throw new IOException(address + " is neither https nor of this machine");
        }
        return address;
    }

    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException {
        if (!places.tryAcquire()) {
            throw new IOException("there are " + AT_ONCE + " calls to the provider under way already");
        }
        CompletableFuture<HttpResponse<byte[]>> coming =
                http.sendAsync(request, head -> new BoundedBody(LONGEST_ANSWER));
        try {
            return coming.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(request.uri() + " does not answer", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(request.uri() + " has not answered in " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the service is stopping", e);
        } finally {
            coming.cancel(true);
            places.release();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
