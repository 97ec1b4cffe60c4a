package dendro.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BootstrapTest {

    private static final Bootstrap BOOTSTRAP = new Bootstrap(400, 108);

    /** Scores that are the very chance of a true label, spread evenly from 0 to 1. */
    private static ScoredRows honest(int rows, double noise) {
        SplittableRandom random = new SplittableRandom(7);
        double[] scores = new double[rows];
        boolean[] labels = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            double chance = random.nextDouble();
            labels[row] = random.nextDouble() < chance;
            scores[row] = (1 - noise) * chance + noise * random.nextDouble();
        }
        return ScoredRows.of(scores, labels);
    }

    @Test
    void interval_holdsTheValueAndIsAsWideAsTheStandardErrorSays() {
        ScoredRows rows = honest(2000, 0);

        Estimate brier = Figures.of(rows, BOOTSTRAP).estimate(Metric.BRIER).orElseThrow();

        double mean = 0;
        for (int row = 0; row < rows.size(); row++) {
            mean += square(rows, row) / rows.size();
        }
        double variance = 0;
        for (int row = 0; row < rows.size(); row++) {
            variance += Math.pow(square(rows, row) - mean, 2) / rows.size();
        }
        double wide = 2 * 1.96 * Math.sqrt(variance / rows.size());
        assertThat(brier.value()).isCloseTo(mean, within(1e-12)).isBetween(brier.low(), brier.high());
        assertThat(brier.high() - brier.low()).isCloseTo(wide, within(0.2 * wide));
    }

    private static double square(ScoredRows rows, int row) {
        return Math.pow(rows.score(row) - (rows.label(row) ? 1 : 0), 2);
    }

    @Test
    void sameSeed_givesTheSameIntervalsAndAnotherSeedOthers() {
        ScoredRows rows = honest(300, 0.5);

        Map<Metric, Estimate> first = BOOTSTRAP.estimates(rows);

        assertThat(new Bootstrap(400, 108).estimates(rows)).isEqualTo(first);
        assertThat(new Bootstrap(400, 109).estimates(rows)).isNotEqualTo(first);
    }

    @Test
    void clearlyBetterModel_gainsByEveryMetric() {
        Map<Metric, Estimate> gains = BOOTSTRAP.gains(honest(2000, 0), honest(2000, 0.8));

        assertThat(gains.values()).allSatisfy(gain -> {
            assertThat(gain.low()).isPositive();
            assertThat(gain.value()).isBetween(gain.low(), gain.high());
        });
    }

    @Test
    void modelBesideItself_gainsNothingInAnyResample() {
        ScoredRows rows = honest(200, 0.5);

        assertThat(BOOTSTRAP.gains(rows, rows).values()).containsOnly(new Estimate(0, 0, 0));
    }

    @Test
    void onlyTrueRow_isInEveryResample() {
        boolean[] labels = new boolean[30];
        labels[3] = true;
        double[] scores = new double[30];
        scores[3] = 0.5;

        assertThat(BOOTSTRAP.estimates(ScoredRows.of(scores, labels)).get(Metric.ROC_AUC))
                .isEqualTo(new Estimate(1, 1, 1));
    }

    @Test
    void rowsOfOneClass_areNotResampledForEver() {
        ScoredRows allFalse = ScoredRows.of(new double[] {0.1, 0.2}, new boolean[] {false, false});

        assertThatThrownBy(() -> BOOTSTRAP.estimates(allFalse)).hasMessageContaining("one label");
    }

    @Test
    void percentile_liesBetweenItsNeighbours() {
        assertThat(Bootstrap.percentile(new double[] {10, 20, 30}, 0.25)).isEqualTo(15);
        assertThat(Bootstrap.percentile(new double[] {10, 20, 30}, 1)).isEqualTo(30);
    }

    @Test
    void differentRows_areNotCompared() {
        ScoredRows one = ScoredRows.of(new double[] {0.1, 0.2}, new boolean[] {true, false});
        ScoredRows other = ScoredRows.of(new double[] {0.1, 0.2}, new boolean[] {false, true});

        assertThatThrownBy(() -> BOOTSTRAP.gains(one, other)).hasMessageContaining("different rows");
    }
}
