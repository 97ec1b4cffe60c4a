package dendro.savedqueries.queryservice;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** An answer that has begun. For one thread, which must close it; reading it throws if it breaks off or takes too long. */
public final class ServiceAnswer implements AutoCloseable {

    private final HttpResponse<InputStream> response;
    private final ScheduledFuture<?> deadline;

    ServiceAnswer(HttpResponse<InputStream> response, ScheduledExecutorService clock, Duration longest) {
        this.response = response;
        this.deadline = clock.schedule(this::breakOff, longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Of the response. */
    public int status() {
        return response.statusCode();
    }

    /** A header's first value. */
    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** What was answered. */
    public InputStream body() {
        return response.body();
    }

    private void breakOff() {
        try {
            response.body().close();
        } catch (IOException e) {
            // Whoever reads it is told by its own read.
            return;
        }
    }

    @Override
    public void close() {
        deadline.cancel(false);
        breakOff();
    }
}
