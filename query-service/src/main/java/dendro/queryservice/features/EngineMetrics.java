package dendro.queryservice.features;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dendro.asof.AsOfEngine;
import dendro.asof.RowCounts;
import java.util.function.ToLongFunction;

/** How an as-of engine answers, as gauges named {@code asof.PURPOSE.…}: rows by execution, and bytes of its timelines. */
public final class EngineMetrics {

    private final MetricRegistry registry;
    private final String purpose;

    /** Gauges of an engine with a purpose, such as {@code scoring}. */
    public EngineMetrics(MetricRegistry registry, String purpose) {
        this.registry = registry;
        this.purpose = purpose;
    }

    /** Registers an engine's. */
    public void of(AsOfEngine engine) {
        rows(engine, "rows-swept", RowCounts::swept);
        rows(engine, "rows-swept-in-ranges", RowCounts::sweptInRanges);
        rows(engine, "rows-sought", RowCounts::sought);
        rows(engine, "rows-left-to-peer", RowCounts::leftToPeer);
        registry.register(MetricRegistry.name("asof", purpose, "timeline-bytes"), (Gauge<Long>) engine::timelineBytes);
    }

    private void rows(AsOfEngine engine, String name, ToLongFunction<RowCounts> count) {
        registry.register(
                MetricRegistry.name("asof", purpose, name), (Gauge<Long>) () -> count.applyAsLong(engine.rowCounts()));
    }
}
