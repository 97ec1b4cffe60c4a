package dendro.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.features.EntityAt;
import dendro.features.FeatureValues;
import dendro.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class TimeSplitTest {

    private static final Instant EARLIEST = Instant.parse("2013-01-01T00:00:00Z");
    private static final Duration HORIZON = Duration.ofDays(60);

    @Test
    void parts_haveGapsAsLongAsTheHorizonBetweenThem() {
        TimeSplit split = split(400);

        assertThat(split.split()).isEqualTo(EARLIEST.plus(Duration.ofDays(300)));
        assertThat(split.fittedUntil()).isEqualTo(EARLIEST.plus(Duration.ofDays(240)));
        assertThat(split.validatedAfter()).isEqualTo(EARLIEST.plus(Duration.ofDays(180)));
        assertThat(split.trainedUntil()).isEqualTo(EARLIEST.plus(Duration.ofDays(120)));
    }

    @Test
    void rowAtABorder_isInTheEarlierPartAndTheNextIsInTheGap() {
        TimeSplit split = split(400);

        assertThat(parts(split, split.trainedUntil())).containsExactly("train", "fitted");
        assertThat(parts(split, split.trainedUntil().plusMillis(1))).containsExactly("fitted");
        assertThat(parts(split, split.validatedAfter())).containsExactly("fitted");
        assertThat(parts(split, split.validatedAfter().plusMillis(1))).containsExactly("validation", "fitted");
        assertThat(parts(split, split.fittedUntil())).containsExactly("validation", "fitted");
        assertThat(parts(split, split.fittedUntil().plusMillis(1))).isEmpty();
        assertThat(parts(split, split.split())).isEmpty();
        assertThat(parts(split, split.split().plusMillis(1))).containsExactly("test");
    }

    /** Whatever the parts and the horizon are, no label of an earlier part looks into a later one. */
    @Property(tries = 200)
    void labels_neverLookIntoALaterPart(
            @ForAll @IntRange(min = 1, max = 120) int horizonDays, @ForAll @IntRange(min = 1, max = 1000) int days) {
        Duration horizon = Duration.ofDays(horizonDays);
        TimeSplit split;
        try {
            split = TimeSplit.of(EARLIEST, EARLIEST.plus(Duration.ofDays(days)), horizon, TimeSplit.Parts.USUAL);
        } catch (ProblemException tooShort) {
            assertThat(days * 0.45).isLessThan(2.0 * horizonDays + 0.01);
            return;
        }

        assertThat(split.trainedUntil().plus(horizon)).isBeforeOrEqualTo(split.validatedAfter());
        assertThat(split.fittedUntil().plus(horizon)).isBeforeOrEqualTo(split.split());
        assertThat(split.trainedUntil()).isAfter(EARLIEST);
    }

    @Test
    void rangeTooShortForTheHorizon_isRefusedWithTheDaysThatAreNeeded() {
        assertThatThrownBy(() -> split(266))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("span 266 days")
                .hasMessageContaining("60 days ahead")
                .hasMessageContaining("at least 267 days are needed");
        assertThat(split(267)).isNotNull();
    }

    @Test
    void partsThatLeaveNothingToTrainOn_areRefused() {
        assertThatThrownBy(() -> new TimeSplit.Parts(0.4, 0.3)).hasMessageContaining("0.4");
        assertThatThrownBy(() -> new TimeSplit.Parts(0, 0.3)).isInstanceOf(ProblemException.class);
    }

    private static TimeSplit split(int days) {
        return TimeSplit.of(EARLIEST, EARLIEST.plus(Duration.ofDays(days)), HORIZON, TimeSplit.Parts.USUAL);
    }

    private static List<String> parts(TimeSplit split, Instant timestamp) {
        ShardItem.Example example = example(timestamp);
        List<String> parts = new ArrayList<>();
        if (split.trains(example)) {
            parts.add("train");
        }
        if (split.validates(example)) {
            parts.add("validation");
        }
        if (split.fits(example)) {
            parts.add("fitted");
        }
        if (split.evaluates(example)) {
            parts.add("test");
        }
        return parts;
    }

    private static ShardItem.Example example(Instant timestamp) {
        return new ShardItem.Example(new EntityAt("pur-108", timestamp), FeatureValues.of(List.of()), 1);
    }
}
