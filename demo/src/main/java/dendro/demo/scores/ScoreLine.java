package dendro.demo.scores;

import dendro.demo.simulator.MadePurchase;
import dendro.message.ScoreMessage;
import java.util.Locale;
import java.util.Optional;

/** A scored purchase as one line. */
public final class ScoreLine {

    private ScoreLine() {}

    /** The heading of such lines. */
    public static String heading() {
        return "    %-12s %7s %14s   %-28s %12s".formatted("purchase", "score", "amount", "merchant", "response time");
    }

    /**
     * The line.
     *
     * @param score as it arrived
     * @param purchase what was sent, if it is still remembered
     */
    public static String of(ScoreMessage score, Optional<MadePurchase> purchase) {
        return String.format(
                Locale.ROOT,
                "    %-12s %7.4f %14s   %-28s %9.1f ms",
                score.input().at().id(),
                score.score(),
                purchase.map(made -> String.format(Locale.ROOT, "%,.2f", made.cents() / 100.0))
                        .orElse(""),
                purchase.map(MadePurchase::merchant).orElse(""),
                score.meta().responseTime());
    }
}
