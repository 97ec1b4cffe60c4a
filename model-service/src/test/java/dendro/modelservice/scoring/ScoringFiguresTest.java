package dendro.modelservice.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScoringFiguresTest {

    private final PrometheusRegistry metrics = new PrometheusRegistry();
    private final ScoringFigures figures = new ScoringFigures(metrics);

    @Test
    void lagOfATopic_isForgottenWithItsPartition_andOtherTopicsKeepTheirs() {
        figures.lag("purchases", Map.of(0, 7L, 1, 8L));
        figures.lag("loans", Map.of(0, 9L));

        figures.lag("purchases", Map.of(1, 5L));

        assertThat(lags()).containsExactlyInAnyOrder("purchases-1: 5", "loans-0: 9");
    }

    private List<String> lags() {
        return metrics.scrape("dendro_scoring_lag"::equals).stream()
                .flatMap(family -> family.getDataPoints().stream())
                .map(GaugeSnapshot.GaugeDataPointSnapshot.class::cast)
                .map(point -> point.getLabels().get("topic") + "-"
                        + point.getLabels().get("partition") + ": " + (long) point.getValue())
                .toList();
    }
}
