package dendro.queryservice.monitoring;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricFilter;
import com.codahale.metrics.MetricRegistry;
import dendro.database.Databases;
import dendro.queryservice.pool.Pool;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.ToIntFunction;

/** The service's measurements under the names and labels of Prometheus; all but the times of requests are taken when asked for. */
public final class PrometheusMetrics {

    private static final String ENGINES = "asof.";
    private static final String ROWS = "rows-";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final RequestTimes requestTimes;

    /** Metrics of requests, of Dropwizard's gauges of engines, of databases, pools and the JVM. */
    public PrometheusMetrics(MetricRegistry dropwizard, Databases databases, List<Pool> pools) {
        JvmMetrics.builder().register(registry);
        requestTimes = new RequestTimes(databases, registry);
        engines(dropwizard);
        pool(pools, "dendro_pool_threads", "How much the pool does at a time.", Pool::size);
        pool(pools, "dendro_pool_busy", "Work that is being done.", Pool::busy);
        pool(pools, "dendro_pool_waiting", "Work that waits for its turn.", Pool::waiting);
        new DatabaseMetrics(databases).register(registry);
    }

    /** Where requests are counted. */
    public RequestTimes requestTimes() {
        return requestTimes;
    }

    /** What is scraped. */
    public PrometheusRegistry registry() {
        return registry;
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
