package dendro.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TenthTest {

    @Test
    void rowsOfDifferentScores_fillTheTenthsInTheirOrder() {
        double[] scores = new double[20];
        Arrays.setAll(scores, row -> (row + 1) / 20.0);
        boolean[] labels = new boolean[20];
        labels[19] = true;
        labels[16] = true;

        List<Tenth> tenths = Tenth.of(ScoredRows.of(scores, labels));

        assertThat(tenths.get(0)).isEqualTo(new Tenth(1, 2, 1, 0.975, 0.95));
        assertThat(tenths.get(1).positive()).isEqualTo(1);
        assertThat(tenths.get(1).rate()).isEqualTo(0.5);
        assertThat(tenths.get(9).lowest()).isEqualTo(0.05);
    }

    @Test
    void rowsOfOneScore_areSharedOutInProportion() {
        ScoredRows rows = ScoredRows.of(new double[] {0.5, 0.5, 0.5, 0.5}, new boolean[] {true, false, false, false});

        assertThat(Tenth.of(rows)).allSatisfy(tenth -> {
            assertThat(tenth.rows()).isCloseTo(0.4, within(1e-12));
            assertThat(tenth.rate()).isCloseTo(0.25, within(1e-12));
        });
    }

    @Test
    void calibrationError_isTheMeanDistance() {
        // Nine tenths say 0.1 and none of them is true; one says 0.9 and all of it is.
        double[] scores = new double[20];
        Arrays.fill(scores, 0.1);
        scores[3] = 0.9;
        scores[4] = 0.9;
        boolean[] labels = new boolean[20];
        labels[3] = true;
        labels[4] = true;

        assertThat(Tenth.calibrationError(Tenth.of(ScoredRows.of(scores, labels))))
                .isCloseTo(0.9 * 0.1 + 0.1 * 0.1, within(1e-12));
    }
}
