package dendro.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short version of {@code bin/chaos scoring}. */
class ScoringChaosTest {

    private static final int PURCHASES = 3_000;
    private static final int MAX_BATCH = 20;
    private static final List<Fault> FAULTS = List.of(
            Fault.KILL,
            Fault.SECOND_COMES_AND_GOES,
            Fault.QUERY_SERVICE_AWAY,
            Fault.QUERY_SERVICE_SLOW,
            Fault.BROKER_RESTARTED);
    private static final Path ROOT = Path.of("..");

    @Test
    void whateverFails_everyPurchaseHasOneScoreAndEveryBadMessageIsOneDeadLetter(@TempDir Path folder) {
        ScoringChaos.Findings findings =
                new ScoringChaos(ROOT, folder, 108, line -> {}).faults(PURCHASES, MAX_BATCH, FAULTS);

        assertThat(findings.faults().keySet()).containsExactlyInAnyOrderElementsOf(FAULTS);
        int bad = findings.deadLetters().expected();
        assertThat(bad).isGreaterThan(20);
        // Together: what is missing in one topic may be in the other.
        assertThat(List.of(findings.scores(), findings.deadLetters()))
                .containsExactly(
                        new ScoringChaos.Count(PURCHASES, PURCHASES, 0, 0, 0, 0),
                        new ScoringChaos.Count(bad, bad, 0, 0, 0, 0));
    }
}
