package dendro.queryservice.monitoring;

import dendro.database.Databases;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How long requests take, by endpoint and database. A request that reads several databases counts under each of them; one
 * that reads none, under {@code none}. There are no more series than endpoints times configured databases.
 */
public final class RequestTimes {

    /** From a score's half millisecond to the minutes of a training set. */
    private static final double[] BUCKETS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300
    };

    private static final String NO_DATABASE = "none";

    private final Set<String> configured;
    private final Histogram seconds;

    RequestTimes(Databases databases, PrometheusRegistry registry) {
        this.configured = Set.copyOf(databases.names());
        this.seconds = Histogram.builder()
                .name("dendro_request_seconds")
                .help("Time of a request until its answer has been written.")
                .labelNames("endpoint", "database")
                .classicOnly()
                .classicUpperBounds(BUCKETS)
                .register(registry);
    }

    /**
     * Counts a request.
     *
     * @param endpoint the template of its path
     * @param databases that it named; those that are not configured do not count
     */
    public void took(String endpoint, Set<String> databases, double time) {
        Set<String> read = databases.stream().filter(configured::contains).collect(Collectors.toSet());
        for (String database : read.isEmpty() ? Set.of(NO_DATABASE) : read) {
            seconds.labelValues(endpoint, database).observe(time);
        }
    }
}
