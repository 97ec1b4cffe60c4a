package dendro.queryservice.monitoring;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricFilter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import dendro.database.Databases;
import dendro.queryservice.pool.Pool;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.SummaryWithCallback;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Quantiles;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** The service's measurements under the names and labels of Prometheus; each is taken when it is asked for. */
public final class PrometheusMetrics {

    private static final String ENDPOINTS = "dendro.queryservice.";
    /** Dropwizard also times the method without filters, and the filters alone. */
    private static final String WHOLE = ".total";

    private static final String ENGINES = "asof.";
    private static final String ROWS = "rows-";
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final PrometheusRegistry registry = new PrometheusRegistry();

    /** Metrics from Dropwizard's timers of endpoints and gauges of engines, from databases, from pools and the JVM. */
    public PrometheusMetrics(MetricRegistry dropwizard, Databases databases, List<Pool> pools) {
        JvmMetrics.builder().register(registry);
        endpoints(dropwizard);
        engines(dropwizard);
        pool(pools, "dendro_pool_threads", "How much the pool does at a time.", Pool::size);
        pool(pools, "dendro_pool_busy", "Work that is being done.", Pool::busy);
        pool(pools, "dendro_pool_waiting", "Work that waits for its turn.", Pool::waiting);
        new DatabaseMetrics(databases).register(registry);
    }

    /** What is scraped. */
    public PrometheusRegistry registry() {
        return registry;
    }

    private void endpoints(MetricRegistry dropwizard) {
        SummaryWithCallback.builder()
                .name("dendro_request_seconds")
                .help("Time of a request until its answer has been written.")
                .labelNames("endpoint")
                .callback(callback -> dropwizard
                        .getTimers((name, timer) -> name.startsWith(ENDPOINTS) && name.endsWith(WHOLE))
                        .forEach((name, timer) ->
                                callback.call(timer.getCount(), Double.NaN, quantiles(timer), endpoint(name))))
                .register(registry);
    }

    private static Quantiles quantiles(Timer timer) {
        if (timer.getCount() == 0) {
            return Quantiles.EMPTY;
        }
        Snapshot recent = timer.getSnapshot();
        Quantiles.Builder quantiles = Quantiles.builder();
        for (double quantile : new double[] {0.5, 0.95, 0.99, 0.999}) {
            quantiles.quantile(quantile, recent.getValue(quantile) / SECOND);
        }
        return quantiles.build();
    }

    /** {@code QueryResource.query} of {@code dendro.queryservice.query.QueryResource.query.total}. */
    private static String endpoint(String timer) {
        String method = timer.substring(0, timer.length() - WHOLE.length());
        return method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1);
    }

    private void engines(MetricRegistry dropwizard) {
        CounterWithCallback.builder()
                .name("dendro_asof_rows")
                .help("Rows answered by the as-of engine, by execution.")
                .labelNames("engine", "execution")
                .callback(callback -> engineGauges(dropwizard, (engine, measure, value) -> {
                    if (measure.startsWith(ROWS)) {
                        callback.call(value, engine, measure.substring(ROWS.length()));
                    }
                }))
                .register(registry);
        GaugeWithCallback.builder()
                .name("dendro_asof_timeline_bytes")
                .help("Bytes of the timelines that the as-of engine keeps.")
                .labelNames("engine")
                .callback(callback -> engineGauges(dropwizard, (engine, measure, value) -> {
                    if (measure.equals("timeline-bytes")) {
                        callback.call(value, engine);
                    }
                }))
                .register(registry);
    }

    private interface EngineGauge {
        void is(String engine, String measure, double value);
    }

    @SuppressWarnings("rawtypes") // as Dropwizard returns them
    private static void engineGauges(MetricRegistry dropwizard, EngineGauge each) {
        dropwizard.getGauges(MetricFilter.startsWith(ENGINES)).forEach((String name, Gauge gauge) -> {
            String engineAndMeasure = name.substring(ENGINES.length());
            int dot = engineAndMeasure.indexOf('.');
            if (gauge.getValue() instanceof Number value) {
                each.is(engineAndMeasure.substring(0, dot), engineAndMeasure.substring(dot + 1), value.doubleValue());
            }
        });
    }

    private void pool(List<Pool> pools, String name, String help, ToIntFunction<Pool> measure) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("pool")
                .callback(callback -> pools.forEach(pool -> callback.call(measure.applyAsInt(pool), pool.work())))
                .register(registry);
    }
}
