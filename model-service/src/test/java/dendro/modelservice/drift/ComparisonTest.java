package dendro.modelservice.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dendro.drift.Bins;
import dendro.drift.Distribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    /** Of 0.2, 0.3, 0.5 came 0.1, 0.4, 0.5: (0.1 - 0.2) ln 0.5 + (0.4 - 0.3) ln (4 / 3) = 0.0693147 + 0.0287682. */
    @Test
    void index_isWhatIsComputedByHand() {
        Comparison comparison = new Comparison(spread(200, 300, 500), spread(50, 200, 250));

        assertThat(comparison.psi().orElseThrow()).isEqualTo(0.0980829, within(1e-7));
    }

    @Test
    void fewRows_haveNoIndex() {
        assertThat(new Comparison(spread(200, 300, 500), spread(99, 150, 250)).psi())
                .isEmpty();
        assertThat(new Comparison(spread(200, 300, 500), spread(100, 150, 250)).psi())
                .isPresent();
    }

    @Test
    void nothingToCompareWith_hasNoIndex() {
        assertThat(new Comparison(spread(0, 0, 0), spread(100, 150, 250)).psi()).isEmpty();
    }

    /** What {@link Comparison#LEAST_ROWS} is chosen for. */
    @Test
    void rowsLikeThoseOfTraining_readStableBy99OutOf100() {
        Random random = new Random(108);
        long[] training = new long[22];
        Arrays.fill(training, 5000);
        int stable = 0;
        for (int trial = 0; trial < 2000; trial++) {
            long[] drawn = new long[training.length];
            for (int row = 0; row < Comparison.LEAST_ROWS; row++) {
                drawn[random.nextInt(drawn.length)]++;
            }
            double psi = new Comparison(spread(training), spread(drawn)).psi().orElseThrow();
            stable += DriftReading.of(psi) == DriftReading.STABLE ? 1 : 0;
        }

        assertThat(stable).isGreaterThan(1980);
    }

    @ParameterizedTest
    @CsvSource({"0, stable", "0.0999, stable", "0.1, changed", "0.25, changed", "0.2501, much changed"})
    void reading_changesAtItsBounds(double psi, String words) {
        assertThat(DriftReading.of(psi).words()).isEqualTo(words);
    }

    /** Counts in categories; none is other or missing. */
    private static Distribution spread(long... counts) {
        List<String> categories = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            categories.add("city-" + i);
        }
        List<Long> all = new ArrayList<>(Arrays.stream(counts).boxed().toList());
        all.addAll(Collections.nCopies(2, 0L));
        return new Distribution("city", new Bins.Categories(categories), all);
    }
}
