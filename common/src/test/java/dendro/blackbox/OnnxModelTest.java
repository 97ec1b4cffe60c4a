package dendro.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dendro.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OnnxModelTest {

    @Test
    void scores_areWhatTheModelSays_andMissingArrivesAsNaN() throws BlackboxUnreadable {
        try (Blackbox model = OnnxModel.load(SampleOnnx.model(-1f, 2f, 0.5f))) {
            float[] scores = model.score(new float[][] {{1f, 4f}, {Float.NaN, 4f}, {-3f, Float.NaN}});

            assertThat(model.width()).isEqualTo(2);
            assertThat((double) scores[0]).isCloseTo(sigmoid(-1 + 2 + 2), within(1e-6));
            assertThat((double) scores[1]).isCloseTo(sigmoid(-1 + 2), within(1e-6));
            assertThat((double) scores[2]).isCloseTo(sigmoid(-1 - 6), within(1e-6));
        }
    }

    @Test
    void moreRowsThanAPartHolds_scoreInOrder() throws BlackboxUnreadable {
        float[][] vectors =
                IntStream.range(0, 2500).mapToObj(i -> new float[] {i / 1000f}).toArray(float[][]::new);
        try (Blackbox model = OnnxModel.load(SampleOnnx.model(0f, 1f))) {
            float[] scores = model.score(vectors);

            assertThat(scores).hasSize(2500);
            for (int row = 0; row < scores.length; row++) {
                assertThat((double) scores[row]).isCloseTo(sigmoid(row / 1000.0), within(1e-6));
            }
            assertThat(model.score(new float[0][])).isEmpty();
        }
    }

    @Test
    void modelOutsideTheContract_isRefusedWithTheReason() {
        assertThatThrownBy(() -> OnnxModel.load(SampleOnnx.model("x", "score", 0f, 1f)))
                .isInstanceOf(BlackboxUnreadable.class)
                .hasMessage("its inputs are [x]; it must have one, 'features'");
        assertThatThrownBy(() -> OnnxModel.load(SampleOnnx.model("features", "y", 0f, 1f)))
                .isInstanceOf(BlackboxUnreadable.class)
                .hasMessage("its outputs are [y]; it must have 'score' or 'probabilities'");
        assertThatThrownBy(() -> OnnxModel.load(SampleOnnx.model("features", "probabilities", 0f, 1f)))
                .isInstanceOf(BlackboxUnreadable.class)
                .hasMessage("the output 'probabilities' must be [rows, 2]");
    }

    @Test
    void contentThatIsNoModel_isRefused() {
        assertThatThrownBy(() -> OnnxModel.load("no model".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BlackboxUnreadable.class);
    }

    @Test
    void contributions_areRefusedInWords() throws BlackboxUnreadable {
        try (Blackbox model = OnnxModel.load(SampleOnnx.model(0f, 1f))) {
            assertThatThrownBy(() -> model.contributions(new float[] {1f}))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("does not tell what each feature contributes");
        }
    }

    @Test
    void closedModel_refusesToScoreAndClosesTwice() throws BlackboxUnreadable {
        Blackbox model = OnnxModel.load(SampleOnnx.model(0f, 1f));

        model.close();
        model.close();

        assertThatThrownBy(() -> model.score(new float[][] {{1f}})).isInstanceOf(IllegalStateException.class);
    }

    private static double sigmoid(double margin) {
        return 1 / (1 + Math.exp(-margin));
    }
}
