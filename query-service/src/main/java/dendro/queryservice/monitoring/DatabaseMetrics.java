package dendro.queryservice.monitoring;

import dendro.cursor.Point;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.NamedDatabase;
import dendro.database.ObservedDatabase;
import dendro.problem.ProblemException;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/** How new what is known of each database is. */
final class DatabaseMetrics {

    /** Every observation covers it, so that one is had of a database that was lost too. */
    private static final Point BEGINNING = new Point.Basis(0);

    private static final double SECOND = 1000;

    private final Databases databases;

    DatabaseMetrics(Databases databases) {
        this.databases = databases;
    }

    void register(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("dendro_database_up")
                .help("1 if the database's newest state can be read, else 0.")
                .labelNames("database")
                .callback(callback -> databases.all().forEach(database -> callback.call(up(database), database.name())))
                .register(registry);
        observed(registry, "dendro_database_basis_t", "The t of the newest transaction known.", known -> known.newest()
                .basisT());
        observed(
                registry,
                "dendro_database_basis_age_seconds",
                "Time since the moment up to which everything is known.",
                known -> Math.max(
                        0, Duration.between(known.observedAt(), Instant.now()).toMillis() / SECOND));
    }

    private static double up(NamedDatabase database) {
        return database.health() instanceof NamedDatabase.Health.Available ? 1 : 0;
    }

    /** A gauge that a database which was never open does not have. */
    private void observed(
            PrometheusRegistry registry, String name, String help, ToDoubleFunction<ObservedDatabase> measure) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("database")
                .callback(callback -> databases.all().forEach(database -> {
                    try {
                        ObservedDatabase known = database.observe(BEGINNING, Deadline.after(Duration.ZERO));
                        callback.call(measure.applyAsDouble(known), database.name());
                    } catch (ProblemException e) {
                        // dendro_database_up says so.
                    }
                }))
                .register(registry);
    }
}
