package dendro.savedqueries.schedule;

import dendro.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends alerts: a POST of JSON each, tried again later if it is not taken, so often at most. An alert may arrive twice, if
 * the service ends after it was taken and before that was written down.
 */
final class Webhook {

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(10);
    /** An instance that ends while it sends leaves the alert to the others after that. */
    private static final Duration LEASE = WHOLE.multipliedBy(3);

    private static final int DOUBLINGS = 10;

    private final AlertStore alerts;
    private final WebhookHosts hosts;
    private final int attempts;
    private final Duration firstRetry;
    private final Clock clock;
    private final HttpClient http;

    /** A sender whose client uses threads of whoever makes it. */
    Webhook(
            AlertStore alerts,
            WebhookHosts hosts,
            int attempts,
            Duration firstRetry,
            ExecutorService threads,
            Clock clock) {
        this.alerts = alerts;
        this.hosts = hosts;
        this.attempts = attempts;
        this.firstRetry = firstRetry;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
    }

    /** Sends what is due; returns when nothing is, or when interrupted. */
    void sendDue() {
        while (!Thread.currentThread().isInterrupted()) {
            Optional<AlertStore.Waiting> due = alerts.claim(clock.instant(), LEASE);
            if (due.isEmpty()) {
                return;
            }
            send(due.get());
        }
    }

    private void send(AlertStore.Waiting alert) {
        try {
            // The configuration may have been changed since the schedule was made.
            Optional<String> trouble = posted(hosts.address(alert.url().toString()), alert.body());
            if (trouble.isEmpty()) {
                alerts.sent(alert.id());
            } else if (alert.attempts() + 1 >= attempts) {
                LOG.warn("an alert is given up; alert={} trouble={}", alert.id(), trouble.get());
                alerts.failed(alert.id(), trouble.get());
            } else {
                alerts.waits(
                        alert.id(),
                        trouble.get(),
                        clock.instant().plus(firstRetry.multipliedBy(1L << Math.min(alert.attempts(), DOUBLINGS))));
            }
        } catch (ProblemException e) {
            alerts.failed(alert.id(), e.problem().detail());
        }
    }

    /** Posts a body; says what went wrong. */
    private Optional<String> posted(URI url, String body) {
        var coming = http.sendAsync(
                HttpRequest.newBuilder(url)
                        .timeout(WHOLE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        try {
            int status = coming.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return status >= 200 && status < 300
                    ? Optional.empty()
                    : Optional.of("It was answered with status " + status + ".");
        } catch (TimeoutException e) {
            coming.cancel(true);
            return Optional.of("It was not answered within " + WHOLE.toSeconds() + " s.");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof IOException io ? io : e;
            return Optional.of("It could not be sent: " + cause.getClass().getSimpleName() + " " + cause.getMessage());
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.of("The service ended while it was sent.");
        }
    }
}
