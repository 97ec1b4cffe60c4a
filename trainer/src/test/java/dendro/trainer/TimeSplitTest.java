package dendro.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.features.EntityAt;
import dendro.features.FeatureValues;
import dendro.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimeSplitTest {

    private static final Instant EARLIEST = Instant.parse("2013-01-01T00:00:00Z");
    private static final Instant LATEST = EARLIEST.plus(Duration.ofDays(400));
    private static final Duration HORIZON = Duration.ofDays(60);

    @Test
    void laterPart_isTheLastQuarterAndTheGapIsTheHorizon() {
        TimeSplit split = TimeSplit.of(EARLIEST, LATEST, HORIZON);

        assertThat(split.split()).isEqualTo(EARLIEST.plus(Duration.ofDays(300)));
        assertThat(split.fittedUntil()).isEqualTo(EARLIEST.plus(Duration.ofDays(240)));
    }

    @Test
    void rowWhoseLabelIsKnownAtTheSplit_isFitted() {
        TimeSplit split = TimeSplit.of(EARLIEST, LATEST, HORIZON);

        assertThat(split.fits(example(split.fittedUntil()))).isTrue();
        assertThat(split.evaluates(example(split.fittedUntil()))).isFalse();
    }

    @Test
    void rowInTheGap_isInNeitherPart() {
        TimeSplit split = TimeSplit.of(EARLIEST, LATEST, HORIZON);

        for (Instant timestamp : List.of(split.fittedUntil().plusMillis(1), split.split())) {
            assertThat(split.fits(example(timestamp))).isFalse();
            assertThat(split.evaluates(example(timestamp))).isFalse();
        }
    }

    @Test
    void rowAfterTheSplit_isEvaluated() {
        TimeSplit split = TimeSplit.of(EARLIEST, LATEST, HORIZON);

        assertThat(split.evaluates(example(split.split().plusMillis(1)))).isTrue();
    }

    @Test
    void rangeTooShortForTheHorizon_isRefusedInWords() {
        assertThatThrownBy(() -> TimeSplit.of(EARLIEST, EARLIEST.plus(Duration.ofDays(70)), HORIZON))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("70 days")
                .hasMessageContaining("60 days ahead")
                .hasMessageContaining("longer range");
    }

    private static ShardItem.Example example(Instant timestamp) {
        return new ShardItem.Example(new EntityAt("pur-108", timestamp), FeatureValues.of(List.of()), 1);
    }
}
