package dendro.trainer.evaluation;

import java.util.Locale;
import java.util.Optional;

/** When a new version takes over an alias. */
public sealed interface Promotion {

    /** Never: it is published and no more. */
    record No() implements Promotion {}

    /** Whatever its figures are. */
    record Always(String alias) implements Promotion {}

    /**
     * If it is better than the alias's version on the test rows; also if there is no such version yet.
     *
     * @param metric that decides
     * @param margin by which it must at least be better, 0 or more; with 0 it must still be better
     */
    record IfBetter(String alias, Metric metric, double margin) implements Promotion {

        public IfBetter {
            if (!(margin >= 0)) {
                throw new IllegalArgumentException("A margin is at least 0, not " + margin + ".");
            }
        }
    }

    /**
     * What was decided.
     *
     * @param alias that now points to the new version; empty if none does
     * @param reason a sentence
     */
    record Decision(Optional<String> alias, String reason) {}

    /** Decides. */
    default Decision decide(Comparison comparison) {
        if (this instanceof Always always) {
            return new Decision(Optional.of(always.alias()), "Promoted to " + always.alias() + ", as was asked for.");
        }
        if (this instanceof IfBetter ifBetter) {
            return decide(ifBetter, comparison);
        }
        return new Decision(Optional.empty(), "Not promoted: that was not asked for.");
    }

    private static Decision decide(IfBetter rule, Comparison comparison) {
        if (comparison instanceof Comparison.Compared compared) {
            return decide(rule, compared);
        }
        if (comparison instanceof Comparison.Incomparable not) {
            return new Decision(Optional.empty(), "Not promoted: " + not.reason());
        }
        return new Decision(
                Optional.of(rule.alias()), "Promoted to " + rule.alias() + ": no version had that alias yet.");
    }

    private static Decision decide(IfBetter rule, Comparison.Compared compared) {
        Estimate gain = compared.gains().get(rule.metric());
        if (gain == null) {
            throw new IllegalArgumentException("Nothing is known of " + rule.metric() + ".");
        }
        boolean better = gain.value() > 0 && gain.value() >= rule.margin();
        String reason = String.format(
                Locale.ROOT,
                "%s: by %s it is %s by %.4f (95%% interval %.4f to %.4f) than version %d; it %s.",
                better ? "Promoted to " + rule.alias() : "Not promoted",
                rule.metric().words(),
                gain.value() < 0 ? "worse" : "better",
                Math.abs(gain.value()),
                gain.low(),
                gain.high(),
                compared.version(),
                rule.margin() == 0 ? "must be better" : "must be better by at least " + rule.margin());
        return new Decision(better ? Optional.of(rule.alias()) : Optional.empty(), reason);
    }
}
