package dendro.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.FeatureValues;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LogisticRegressionTest {

    private static final LogisticRegression REGRESSION = new LogisticRegression(
            new Standardisation(new double[] {10, 0.5}, new double[] {2, 0.25}), -1, new double[] {0.5, -2});

    @Test
    void score_isTheProbabilityOfTheStandardisedValuesTimesTheirCoefficients() {
        float[] scores = REGRESSION.score(new float[][] {{14f, 0.25f}, {10f, 0.5f}});

        assertThat((double) scores[0]).isCloseTo(sigmoid(-1 + 0.5 * 2 - 2 * -1), within(1e-7));
        assertThat((double) scores[1]).isCloseTo(sigmoid(-1), within(1e-7));
    }

    @Test
    void missingValue_addsNothing() {
        assertThat(REGRESSION.score(new float[][] {{Float.NaN, 0.25f}})[0])
                .isEqualTo(REGRESSION.score(new float[][] {{10f, 0.25f}})[0]);
    }

    @Test
    void contributions_areCoefficientTimesValueAndMeetTheScore() {
        Contributions contributions = REGRESSION.contributions(new float[] {14f, 0.25f});

        assertThat(contributions.base()).isEqualTo(-1);
        assertThat(contributions.ofPlaces()).containsExactly(1.0, 2.0);
        assertThat(sigmoid(contributions.margin()))
                .isCloseTo(REGRESSION.score(new float[][] {{14f, 0.25f}})[0], within(1e-7));
    }

    @Test
    void file_holdsTheSameRegression() throws BlackboxUnreadable {
        float[][] vectors = {{14f, 0.25f}, {Float.NaN, 3f}, {-1e30f, 0f}};

        LogisticRegression read = LogisticRegressionJson.read(REGRESSION.toJson(List.of("amount", "late")));

        assertThat(read.score(vectors)).isEqualTo(REGRESSION.score(vectors));
    }

    @Test
    void damagedFile_isRefusedWithTheReason() {
        String sound = new String(REGRESSION.toJson(List.of("amount", "late")), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> LogisticRegressionJson.read(bytes(sound.replace("\"scale\" : 2.0", "\"scale\" : 0"))))
                .isInstanceOf(BlackboxUnreadable.class)
                .hasMessageContaining("place 0");
        assertThatThrownBy(() -> LogisticRegressionJson.read(bytes(sound.replace("intercept", "interception"))))
                .isInstanceOf(BlackboxUnreadable.class)
                .hasMessage("'intercept' is missing or not a number");
        assertThatThrownBy(() -> LogisticRegressionJson.read(bytes(sound.substring(0, 40))))
                .isInstanceOf(BlackboxUnreadable.class);
    }

    @Test
    void standardisedPlaces_haveMeanZeroAndDeviationOne_constantOnesStayApart() {
        Encoder encoder = Encoder.fit(
                List.of(new Column("amount", ColumnType.LONG), new Column("city", ColumnType.TEXT)),
                List.of(FeatureValues.of(List.of(1L, "Richmond"))));
        PlaceMoments moments = new PlaceMoments(encoder.width());
        for (Object amount : new Long[] {100L, 300L, 500L}) {
            moments.add(encoder.encode(FeatureValues.of(List.of(amount, "Richmond"))));
        }
        moments.add(encoder.encode(FeatureValues.of(Arrays.asList(null, null))));

        Standardisation standardisation = moments.standardisation();

        double deviation = Math.sqrt((200 * 200 * 2) / 3.0);
        assertThat(standardisation.of(encoder.encode(FeatureValues.of(List.of(500L, "Richmond")))))
                .containsExactly(new double[] {200 / deviation, 0, 0}, within(1e-9));
        assertThat(standardisation.of(encoder.encode(FeatureValues.of(List.of(300L, "São Paulo")))))
                .containsExactly(new double[] {0, -1, 1}, within(1e-9));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static double sigmoid(double margin) {
        return 1 / (1 + Math.exp(-margin));
    }
}
