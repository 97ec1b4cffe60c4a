package dendro.savedqueries.queryservice;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call under way. Safe for any number of threads. */
public final class Exchange {

    /** How soon it is seen that whoever asked has gone. */
    private static final long LOOK_MILLIS = 100;

    private final QueryServiceClient client;
    private final Call call;
    private final CompletableFuture<HttpResponse<InputStream>> coming;

    Exchange(QueryServiceClient client, Call call, CompletableFuture<HttpResponse<InputStream>> coming) {
        this.client = client;
        this.call = call;
        this.coming = coming;
    }

    /**
     * Waits for the answer to begin.
     *
     * @throws Refused what the query-service said instead
     * @throws ProblemException {@code service-unavailable} if it does not answer, {@code query-cancelled} if whoever asked
     *     has gone or it was {@linkplain #abandon() abandoned}
     */
    public ServiceAnswer answer(Asker asker) {
        while (true) {
            try {
                return client.opened(coming.get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                if (asker.isGone()) {
                    abandon();
                }
            } catch (CancellationException e) {
                throw new Problem(ProblemType.QUERY_CANCELLED, "The query was cancelled before it was answered.")
                        .exception(e);
            } catch (ExecutionException e) {
                throw failed(e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                abandon();
                Thread.currentThread().interrupt();
                throw client.unavailable("the service is stopping", e);
            }
        }
    }

    /** Ends the call, and the query with it if it runs one: the query-service sees that its client has gone. */
    public void abandon() {
        coming.cancel(true);
    }

    private RuntimeException failed(Throwable cause) {
        if (cause instanceof CancellationException || coming.isCancelled()) {
            return new Problem(ProblemType.QUERY_CANCELLED, "The query was cancelled before it was answered.")
                    .exception(cause);
        }
        if (cause instanceof HttpTimeoutException) {
            return client.unavailable("it has not for " + call.patience().toMillis() + " ms", cause);
        }
        return client.unavailable(
                cause instanceof IOException && cause.getMessage() != null
                        ? cause.getMessage()
                        : cause.getClass().getSimpleName(),
                cause);
    }
}
