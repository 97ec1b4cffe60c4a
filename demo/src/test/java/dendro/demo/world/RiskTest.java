package dendro.demo.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RiskTest {

    private static final Circumstances QUIET = new Circumstances(900, 0.05, 0.05, 1, Category.BOOKS, 0, true, true);
    private static final Circumstances STORMY = new Circumstances(10, 0.95, 0.9, 12, Category.JEWELRY, 5, false, false);

    @Test
    void quietPurchase_isHardlyEverChargedBack() {
        assertThat(Risk.probability(QUIET)).isLessThan(0.01);
    }

    @Test
    void stormyPurchase_isUsuallyChargedBack() {
        assertThat(Risk.probability(STORMY)).isGreaterThan(0.8);
    }

    @Test
    void recentMove_multipliesTheRisk() {
        Circumstances moved = new Circumstances(10, 0.05, 0.05, 1, Category.BOOKS, 0, true, true);

        assertThat(Risk.probability(moved)).isGreaterThan(5 * Risk.probability(QUIET));
    }
}
