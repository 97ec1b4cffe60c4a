package dendro.trainer.evaluation;

import java.util.Map;
import java.util.Optional;

/** A new model beside the one that scores today, on the same rows. */
public sealed interface Comparison {

    /**
     * Both scored the rows.
     *
     * @param version the champion's
     * @param champion how it does
     * @param gains by how much the new one is better, by metric; negative if it is worse
     * @param caution what makes the comparison unfair, if anything does
     */
    record Compared(int version, Figures champion, Map<Metric, Estimate> gains, Optional<String> caution)
            implements Comparison {

        public Compared {
            gains = Map.copyOf(gains);
        }
    }

    /** There is no champion yet. */
    record NoChampion(String alias) implements Comparison {}

    /**
     * There is a champion, but it cannot score these rows.
     *
     * @param version the champion's
     * @param reason a sentence
     */
    record Incomparable(int version, String reason) implements Comparison {}

    /** Compares scores of the same rows, which are of both classes. */
    static Comparison of(
            int version, ScoredRows model, ScoredRows champion, Optional<String> caution, Bootstrap bootstrap) {
        return new Compared(version, Figures.of(champion, bootstrap), bootstrap.gains(model, champion), caution);
    }
}
