package dendro.modelservice.drift;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The drift of the versions in charge, for Prometheus. Computed when it is asked for: the series of a version end when
 * another takes over.
 */
public final class DriftFigures {

    private DriftFigures() {}

    /** Makes the registry export the drift of these. */
    public static void export(List<DriftSource> sources, PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("dendro_drift_rows")
                .help("Scored rows that are compared with the training rows.")
                .labelNames("model", "alias", "version")
                .callback(gauge -> each(sources, (labels, state) -> gauge.call((double) state.rows(), labels.with())))
                .register(registry);
        GaugeWithCallback.builder()
                .name("dendro_drift_psi")
                .help("Population stability index of a feature against the training rows.")
                .labelNames("model", "alias", "version", "feature")
                .callback(gauge ->
                        each(sources, (labels, state) -> state.features().forEach(feature -> feature.psi()
                                .ifPresent(psi -> gauge.call(
                                        psi, labels.with(feature.training().name()))))))
                .register(registry);
        // With a name of its own: a feature may be called score.
        GaugeWithCallback.builder()
                .name("dendro_drift_score_psi")
                .help("Population stability index of the scores against those of the rows the version was judged on.")
                .labelNames("model", "alias", "version")
                .callback(gauge -> each(
                        sources,
                        (labels, state) -> state.score().psi().ifPresent(psi -> gauge.call(psi, labels.with()))))
                .register(registry);
    }

    private record Labels(String model, String alias, int version) {

        String[] with(String... further) {
            String[] all = new String[3 + further.length];
            all[0] = model;
            all[1] = alias;
            all[2] = Integer.toString(version);
            System.arraycopy(further, 0, all, 3, further.length);
            return all;
        }
    }

    private static void each(List<DriftSource> sources, BiConsumer<Labels, VersionDrift.Compared.State> take) {
        for (DriftSource source : sources) {
            if (source.drift().orElse(null) instanceof VersionDrift.Compared compared) {
                take.accept(new Labels(source.model(), source.alias(), compared.version()), compared.state());
            }
        }
    }
}
