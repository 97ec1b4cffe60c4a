package dendro.savedqueries.queryservice;

import com.codahale.metrics.health.HealthCheck;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Healthy while the query-service answers; whether it would answer somebody in particular is another matter. */
public final class QueryServiceHealthCheck extends HealthCheck {

    private static final int PATIENCE = (int) Duration.ofSeconds(2).toMillis();

    private final URI service;

    /** Of the service at an address. */
    public QueryServiceHealthCheck(URI service) {
        this.service = service;
    }

    @Override
    protected Result check() {
        try {
            HttpURLConnection call =
                    (HttpURLConnection) service.resolve("/v1/caller").toURL().openConnection();
            call.setConnectTimeout(PATIENCE);
            call.setReadTimeout(PATIENCE);
            int status = call.getResponseCode();
            call.disconnect();
            return status < 500 ? Result.healthy() : Result.unhealthy(service + " answers with status " + status);
        } catch (IOException e) {
            return Result.unhealthy(service + " does not answer: " + e.getMessage());
        }
    }
}
