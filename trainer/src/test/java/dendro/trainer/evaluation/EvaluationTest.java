package dendro.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EvaluationTest {

    private static final ScoredRows ROWS =
            ScoredRows.of(new double[] {0.9, 0.2, 0.3, 0.4, 0.1}, new boolean[] {true, false, true, false, false});

    private static final Partition MONTHS =
            new Partition(List.of("2014-10", "2014-11", "2014-12"), List.of(0, 0, 2, 2, 0));

    @Test
    void months_areJudgedByTheirOwnRowsAndThoseWithoutAreLeftOut() {
        List<Partition.Part> months = evaluation(Optional.empty()).months();

        assertThat(months).extracting(Partition.Part::name).containsExactly("2014-10", "2014-12");
        assertThat(months.get(0).figures().value(Metric.ROC_AUC)).isEqualTo(1);
        assertThat(months.get(1).figures().value(Metric.ROC_AUC)).isZero();
        assertThat(months.get(0).figures().rows()).isEqualTo(3);
    }

    @Test
    void partOfOneClass_hasCountsButNoMetrics() {
        Partition cities = new Partition(List.of("Lisbon", "Oxford"), List.of(0, 1, 0, 1, 1));

        List<Partition.Part> parts = evaluation(Optional.of(new Evaluation.BySegment("city", cities)))
                .segments()
                .orElseThrow()
                .parts();

        assertThat(parts.get(0).figures().estimate(Metric.ROC_AUC)).isEmpty();
        assertThat(parts.get(0).figures().baseRate()).isEqualTo(1);
    }

    @Test
    void baseRate_tellsNothingApart() {
        Figures base = evaluation(Optional.empty()).baseRate();

        assertThat(base.estimate(Metric.ROC_AUC)).contains(new Estimate(0.5, 0.5, 0.5));
        assertThat(base.value(Metric.PR_AUC)).isEqualTo(0.4);
    }

    @Test
    void roc_goesFromCornerToCornerThroughEveryScore() {
        assertThat(evaluation(Optional.empty()).roc())
                .containsExactly(
                        new Curve.Point(0, 0),
                        new Curve.Point(0, 0.5),
                        new Curve.Point(1 / 3.0, 0.5),
                        new Curve.Point(1 / 3.0, 1),
                        new Curve.Point(2 / 3.0, 1),
                        new Curve.Point(1, 1));
    }

    private static Evaluation evaluation(Optional<Evaluation.BySegment> segments) {
        return Evaluation.of(ROWS, MONTHS, segments, new Bootstrap(20, 108));
    }
}
