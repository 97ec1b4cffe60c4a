package dendro.savedqueries.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Runs of a day in a few bytes. */
class DayPartTest {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final UUID QUERY = UUID.randomUUID();

    private final DayPart part = new DayPart();
    private final RunTally tally = new RunTally(ZoneOffset.UTC);

    private void add(Instant at, CountedRun.Result result, OptionalLong millis, OptionalLong rows) {
        part.add(new CountedRun(at, QUERY, "ána", result, null, millis, rows));
    }

    @Test
    void largeAndUnknownNumbers_comeBackAsTheyWere() {
        add(START, CountedRun.Result.ANSWERED, OptionalLong.of(1_234_567_890L), OptionalLong.of(Long.MAX_VALUE / 2));
        add(START, CountedRun.Result.OTHER, OptionalLong.empty(), OptionalLong.empty());
        add(START.plusMillis(86_399_999), CountedRun.Result.FAILED, OptionalLong.of(0), OptionalLong.empty());

        DayPart.count(part.bytes(), START, START.plusSeconds(86_400), tally);

        assertThat(tally.runs()).isEqualTo(3);
        assertThat(tally.failures()).isEqualTo(1);
        assertThat(tally.people()).isEqualTo(1);
        assertThat(tally.rows()).isEqualTo(Long.MAX_VALUE / 2);
        assertThat(tally.query(QUERY).medianMillis()).isEqualTo(1_234_567_890L);
        assertThat(tally.causes()).containsOnlyKeys(RunTally.UNKNOWN);
    }

    @Test
    void ofAPeriod_theLastMomentDoesNotBelongToIt() {
        add(START, CountedRun.Result.ANSWERED, OptionalLong.of(1), OptionalLong.of(1));
        add(START.plusSeconds(1), CountedRun.Result.ANSWERED, OptionalLong.of(1), OptionalLong.of(1));

        DayPart.count(part.bytes(), START, START.plusSeconds(1), tally);

        assertThat(tally.runs()).isEqualTo(1);
    }

    @Test
    void fullPart_fitsIntoAMebibyte() {
        for (int run = 0; !part.isFull(); run++) {
            part.add(new CountedRun(
                    START.plusMillis(run),
                    UUID.randomUUID(),
                    "é".repeat(200) + run,
                    CountedRun.Result.ANSWERED,
                    null,
                    OptionalLong.of(run),
                    OptionalLong.of(run)));
        }

        assertThat(part.bytes()).hasSizeBetween(400_000, 1 << 20);
    }

    @Test
    void partOfAnotherFormat_isRefused() {
        byte[] other = part.bytes();
        other[0] = 99;

        assertThatIllegalStateException().isThrownBy(() -> DayPart.count(other, START, START.plusSeconds(1), tally));
    }
}
