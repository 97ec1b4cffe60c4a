package dendro.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PromotionTest {

    @Test
    void versionThatGainsTheMargin_isPromotedAndSaysByHowMuch() {
        Promotion.Decision decision = ifBetter(0.01).decide(compared(0.0125));

        assertThat(decision.alias()).contains("champion");
        assertThat(decision.reason())
                .isEqualTo("Promoted to champion: by ROC AUC it is better by 0.0125 (95% interval -0.1000 to 0.2000)"
                        + " than version 3; it must be better by at least 0.01.");
    }

    @Test
    void versionThatGainsLess_isNotPromoted() {
        Promotion.Decision decision = ifBetter(0.01).decide(compared(0.0099));

        assertThat(decision.alias()).isEmpty();
        assertThat(decision.reason()).startsWith("Not promoted: by ROC AUC it is better by 0.0099");
    }

    @Test
    void versionThatIsTheSame_isNotBetterEvenWithoutMargin() {
        assertThat(ifBetter(0).decide(compared(0)).alias()).isEmpty();
        assertThat(ifBetter(0).decide(compared(1e-6)).alias()).contains("champion");
    }

    @Test
    void firstVersion_isPromoted() {
        Promotion.Decision decision = ifBetter(0.5).decide(new Comparison.NoChampion("champion"));

        assertThat(decision.alias()).contains("champion");
        assertThat(decision.reason()).contains("no version had that alias yet");
    }

    @Test
    void championThatCannotScoreTheRows_stays() {
        Promotion.Decision decision =
                ifBetter(0).decide(new Comparison.Incomparable(3, "Version 3 wants a column 'city'."));

        assertThat(decision.alias()).isEmpty();
        assertThat(decision.reason()).isEqualTo("Not promoted: Version 3 wants a column 'city'.");
    }

    @Test
    void promotionThatWasAskedFor_isNotWeighed() {
        assertThat(new Promotion.Always("challenger").decide(compared(-1)).alias())
                .contains("challenger");
        assertThat(new Promotion.No().decide(compared(1)).alias()).isEmpty();
    }

    @Test
    void marginBelowNothing_isNone() {
        assertThatThrownBy(() -> ifBetter(-0.1)).hasMessageContaining("-0.1");
    }

    private static Promotion ifBetter(double margin) {
        return new Promotion.IfBetter("champion", Metric.ROC_AUC, margin);
    }

    private static Comparison compared(double gain) {
        Figures champion = new Figures(1, 0, 0.5, Map.of());
        return new Comparison.Compared(
                3, champion, Map.of(Metric.ROC_AUC, new Estimate(gain, -0.1, 0.2)), Optional.empty());
    }
}
