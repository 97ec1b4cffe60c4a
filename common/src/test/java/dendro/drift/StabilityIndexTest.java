package dendro.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StabilityIndexTest {

    /** (0.2 - 0.1) ln 2 + (0.3 - 0.4) ln 0.75 + (0.5 - 0.5) ln 1 = 0.0693147 + 0.0287682. */
    @Test
    void threeBins_giveWhatIsComputedByHand() {
        assertThat(StabilityIndex.of(new long[] {10, 40, 50}, new long[] {200, 300, 500}))
                .isEqualTo(0.0980829, within(1e-7));
    }

    @Test
    void sameParts_giveZero() {
        assertThat(StabilityIndex.of(new long[] {10, 40, 50}, new long[] {1, 4, 5}))
                .isZero();
    }

    /** The empty bin counts as 0.0001: (0.0001 - 0.5) ln 0.0002 + (1 - 0.5) ln 2. */
    @Test
    void emptyBin_isLargeAndFinite() {
        assertThat(StabilityIndex.of(new long[] {50, 50}, new long[] {0, 100})).isEqualTo(4.604318, within(1e-6));
    }
}
