package dendro.trainer;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.trainer.evaluation.Metric;
import dendro.trainer.evaluation.Promotion;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags of promotion. */
final class PromotionOptions {

    /** Not an alias but a condition. */
    private static final String IF_BETTER = "if-better";

    @Option(
            names = "--promote",
            paramLabel = "ALIAS",
            description =
                    "let this alias point to the new version; if-better: let that of --champion, if the new version is"
                            + " better on the test part")
    private Optional<String> promote = Optional.empty();

    @Option(
            names = "--champion",
            paramLabel = "ALIAS",
            description = "the version to compare with; default ${DEFAULT-VALUE}")
    private String champion = "champion";

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            converter = MetricConverter.class,
            description = "says what is better: roc-auc, pr-auc, ks, log-loss or brier; default pr-auc")
    private Metric metric = Metric.PR_AUC;

    @Option(
            names = "--margin",
            paramLabel = "GAIN",
            description = "by which it must at least be better; default ${DEFAULT-VALUE}")
    private double margin;

    /** The alias of the version to compare with. */
    String champion() {
        return champion;
    }

    /**
     * When the new version is promoted.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid} if the margin is below 0
     */
    Promotion promotion() {
        if (!(margin >= 0)) {
            throw new Problem(ProblemType.REQUEST_INVALID, "--margin must be 0 or more, not " + margin + ".")
                    .exception();
        }
        if (promote.isEmpty()) {
            return new Promotion.No();
        }
        return promote.get().equals(IF_BETTER)
                ? new Promotion.IfBetter(champion, metric, margin)
                : new Promotion.Always(promote.get());
    }
}
