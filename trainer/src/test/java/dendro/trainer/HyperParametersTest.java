package dendro.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.problem.ProblemException;
import dendro.trainer.evaluation.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HyperParametersTest {

    @Test
    void candidates_beginWithTheGivenOnesAndAreTheSameForASeed() {
        List<HyperParameters> ten = HyperParameters.USUAL.andOthers(10, 108);

        assertThat(ten).hasSize(10).doesNotHaveDuplicates().startsWith(HyperParameters.USUAL);
        assertThat(HyperParameters.USUAL.andOthers(10, 108)).isEqualTo(ten);
        assertThat(HyperParameters.USUAL.andOthers(4, 108)).isEqualTo(ten.subList(0, 4));
        assertThat(HyperParameters.USUAL.andOthers(10, 109)).isNotEqualTo(ten);
    }

    @Test
    void names_areThoseThatMatterToTheKind() {
        assertThat(HyperParameters.USUAL.named(ModelFit.Kind.LOGISTIC)).containsOnlyKeys("penalty");
        assertThat(HyperParameters.USUAL.named(ModelFit.Kind.TREES))
                .containsEntry("trees", "400")
                .containsEntry("step", "0.05")
                .doesNotContainKey("penalty");
    }

    @Test
    void flagOutOfItsRange_isNamedWithTheRange() {
        assertThatThrownBy(() -> new HyperParameters(0, 4, 0.1, 1, 1, 1, 0))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("--trees must be 1 to 100000, not 0");
        assertThatThrownBy(() -> new HyperParameters(10, 4, Double.NaN, 1, 1, 1, 0))
                .hasMessageContaining("--step must be above 0");
    }

    @Test
    void flags_becomeSettings() {
        TrainingSettings settings =
                Flags.settings("--depth=6", "--search=5", "--search-metric=pr-auc", "--class-weights=BALANCED");

        assertThat(settings.parameters().depth()).isEqualTo(6);
        assertThat(settings.candidates()).isEqualTo(5);
        assertThat(settings.searchedBy()).isEqualTo(Metric.PR_AUC);
        assertThat(settings.fit().weights()).isEqualTo(ClassWeights.Rule.BALANCED);
        assertThatThrownBy(() -> Flags.settings("--resamples=3"))
                .hasMessageContaining("--resamples must be 20 to 10000");
        assertThatThrownBy(() -> Flags.settings("--search-metric=luck"))
                .hasMessageContaining("'luck' is no metric; there are roc-auc, pr-auc, ks, log-loss, brier");
    }
}
