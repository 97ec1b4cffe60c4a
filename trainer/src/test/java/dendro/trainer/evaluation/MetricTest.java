package dendro.trainer.evaluation;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Each metric against figures computed by hand, and against its definition. */
final class MetricTest {

    /** In the order of scores: true 0.9, false 0.8, true and false 0.5, false 0.1. */
    private static final ScoredRows FIVE =
            ScoredRows.of(new double[] {0.5, 0.9, 0.1, 0.8, 0.5}, new boolean[] {true, true, false, false, false});

    @Test
    void rocAuc_countsATieHalf() {
        // Of 6 pairs the 3 with 0.9 are right; true 0.5 is right over 0.1, ties with 0.5 and loses to 0.8.
        assertThat(Metric.ROC_AUC.of(FIVE)).isCloseTo((3 + 1 + 0.5) / 6, within(1e-12));
    }

    @Test
    void prAuc_isTheMeanPrecisionAtTheTrueRows() {
        // At 0.9 one of one is true, at 0.5 two of four.
        assertThat(Metric.PR_AUC.of(FIVE)).isCloseTo((1.0 + 0.5) / 2, within(1e-12));
    }

    @Test
    void ks_isTheGreatestDistance() {
        // Above 0.9: 1/2 of the true and none of the false; above 0.5: all true and 2/3 of the false.
        assertThat(Metric.KS.of(FIVE)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void logLoss_isTheMeanCostOfWhatCameTrue() {
        double cost = -Math.log(0.5) - Math.log(0.9) - Math.log(0.9) - Math.log(0.2) - Math.log(0.5);
        assertThat(Metric.LOG_LOSS.of(FIVE)).isCloseTo(cost / 5, within(1e-12));
    }

    @Test
    void brier_isTheMeanSquareOfWhatWasMissed() {
        assertThat(Metric.BRIER.of(FIVE)).isCloseTo((0.25 + 0.01 + 0.01 + 0.64 + 0.25) / 5, within(1e-12));
    }

    @Test
    void certaintyThatIsWrong_costsMuchButNotWithoutEnd() {
        ScoredRows certain = ScoredRows.of(new double[] {0, 1}, new boolean[] {true, false});

        assertThat(Metric.LOG_LOSS.of(certain)).isBetween(30.0, 40.0);
    }

    @Test
    void oneScoreForAll_isNoBetterThanTheBaseRate() {
        ScoredRows same = FIVE.allScored(FIVE.baseRate());

        assertThat(Metric.ROC_AUC.of(same)).isEqualTo(0.5);
        assertThat(Metric.PR_AUC.of(same)).isCloseTo(0.4, within(1e-12));
        assertThat(Metric.KS.of(same)).isZero();
        assertThat(Metric.LOG_LOSS.of(same)).isCloseTo(-0.4 * Math.log(0.4) - 0.6 * Math.log(0.6), within(1e-12));
        assertThat(Metric.BRIER.of(same)).isCloseTo(0.24, within(1e-12));
    }

    @Test
    void gain_isPositiveForWhatIsBetter() {
        assertThat(Metric.ROC_AUC.gain(0.8, 0.7)).isPositive();
        assertThat(Metric.LOG_LOSS.gain(0.8, 0.7)).isNegative();
    }

    @Test
    void rowsOfOneClass_haveNoMetric() {
        ScoredRows allTrue = ScoredRows.of(new double[] {0.1, 0.2}, new boolean[] {true, true});

        assertThatThrownBy(() -> Metric.KS.of(allTrue)).hasMessageContaining("one label");
    }

    @Property(tries = 300)
    void rocAuc_isThePartOfPairsInTheRightOrder(@ForAll("rows") ScoredRows rows) {
        double right = 0;
        for (int one = 0; one < rows.size(); one++) {
            for (int other = 0; other < rows.size(); other++) {
                if (rows.label(one) && !rows.label(other)) {
                    int order = Double.compare(rows.score(one), rows.score(other));
                    right += order > 0 ? 1 : order == 0 ? 0.5 : 0;
                }
            }
        }
        double pairs = (double) rows.positive() * (rows.size() - rows.positive());

        assertThat(Metric.ROC_AUC.of(rows)).isCloseTo(right / pairs, within(1e-12));
    }

    @Property(tries = 300)
    void prAuc_isTheMeanOverTrueRowsOfThePrecisionAtTheirScore(@ForAll("rows") ScoredRows rows) {
        double precisions = 0;
        for (int one = 0; one < rows.size(); one++) {
            double asHigh = 0;
            double trueAsHigh = 0;
            for (int other = 0; other < rows.size(); other++) {
                if (rows.score(other) >= rows.score(one)) {
                    asHigh++;
                    trueAsHigh += rows.label(other) ? 1 : 0;
                }
            }
            precisions += rows.label(one) ? trueAsHigh / asHigh : 0;
        }

        assertThat(Metric.PR_AUC.of(rows)).isCloseTo(precisions / rows.positive(), within(1e-12));
    }

    @Property(tries = 300)
    void ks_isTheGreatestDistanceAtAnyScore(@ForAll("rows") ScoredRows rows) {
        double greatest = 0;
        for (int border = 0; border < rows.size(); border++) {
            double trueAsHigh = 0;
            double falseAsHigh = 0;
            for (int row = 0; row < rows.size(); row++) {
                if (rows.score(row) >= rows.score(border)) {
                    trueAsHigh += rows.label(row) ? 1 : 0;
                    falseAsHigh += rows.label(row) ? 0 : 1;
                }
            }
            greatest = Math.max(
                    greatest, Math.abs(trueAsHigh / rows.positive() - falseAsHigh / (rows.size() - rows.positive())));
        }

        assertThat(Metric.KS.of(rows)).isCloseTo(greatest, within(1e-12));
    }

    @Property(tries = 100)
    void tenths_shareOutEveryRowAndEveryTrueOne(@ForAll("rows") ScoredRows rows) {
        List<Tenth> tenths = Tenth.of(rows);

        assertThat(tenths)
                .hasSize(10)
                .isSortedAccordingTo(comparing(Tenth::meanScore).reversed());
        assertThat(tenths.stream().mapToDouble(Tenth::positive).sum()).isCloseTo(rows.positive(), within(1e-9));
        assertThat(tenths).allSatisfy(tenth -> assertThat(tenth.rows()).isEqualTo(rows.size() / 10.0));
    }

    /** Few different scores, so that there are many ties; at least one row of each class. */
    @Provide
    Arbitrary<ScoredRows> rows() {
        return Arbitraries.integers()
                .between(0, 25)
                .list()
                .ofMinSize(0)
                .ofMaxSize(50)
                .map(numbers -> {
                    double[] scores = new double[numbers.size() + 2];
                    boolean[] labels = new boolean[numbers.size() + 2];
                    for (int i = 0; i < numbers.size(); i++) {
                        scores[i] = (numbers.get(i) / 2) / 12.0;
                        labels[i] = numbers.get(i) % 2 == 0;
                    }
                    scores[numbers.size()] = 0.5;
                    labels[numbers.size()] = true;
                    scores[numbers.size() + 1] = 0.25;
                    return ScoredRows.of(scores, labels);
                });
    }
}
