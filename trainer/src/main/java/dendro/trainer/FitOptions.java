package dendro.trainer;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.trainer.evaluation.Bootstrap;
import dendro.trainer.evaluation.Metric;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags of fitting and judging. */
final class FitOptions {

    private static final HyperParameters USUAL = HyperParameters.USUAL;

    @Option(names = "--model", paramLabel = "KIND", description = "trees or logistic; default ${DEFAULT-VALUE}")
    private ModelFit.Kind model = ModelFit.Kind.TREES;

    @Option(
            names = "--trees",
            paramLabel = "N",
            description = "at most so many; validation stops earlier; default ${DEFAULT-VALUE}")
    private int trees = USUAL.trees();

    @Option(names = "--depth", paramLabel = "N", description = "of a tree; default ${DEFAULT-VALUE}")
    private int depth = USUAL.depth();

    @Option(names = "--step", paramLabel = "PART", description = "how much a tree counts; default ${DEFAULT-VALUE}")
    private double step = USUAL.step();

    @Option(names = "--row-part", paramLabel = "PART", description = "rows that a tree sees; default ${DEFAULT-VALUE}")
    private double rowPart = USUAL.rowPart();

    @Option(
            names = "--column-part",
            paramLabel = "PART",
            description = "columns that a tree sees; default ${DEFAULT-VALUE}")
    private double columnPart = USUAL.columnPart();

    @Option(
            names = "--smallest-leaf",
            paramLabel = "SUM",
            description = "least sum of the Hessian in a leaf; default ${DEFAULT-VALUE}")
    private double smallestLeaf = USUAL.smallestLeaf();

    @Option(
            names = "--penalty",
            paramLabel = "WEIGHT",
            description = "on the squares of a regression's coefficients; default ${DEFAULT-VALUE}")
    private double penalty = USUAL.penalty();

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "trees without gain on validation before growing stops; default ${DEFAULT-VALUE}")
    private int patience = FitSettings.USUAL.patience();

    @Option(
            names = "--class-weights",
            paramLabel = "RULE",
            description = "none or balanced: both classes count the same; default ${DEFAULT-VALUE}")
    private ClassWeights.Rule classWeights = ClassWeights.Rule.NONE;

    @Option(
            names = "--search",
            paramLabel = "N",
            description =
                    "try so many hyper-parameters on the validation part: those above, and others drawn by the seed;"
                            + " default ${DEFAULT-VALUE}")
    private int search = 1;

    @Option(
            names = "--search-metric",
            paramLabel = "METRIC",
            converter = MetricConverter.class,
            description = "chooses among them: roc-auc, pr-auc, ks, log-loss or brier; default log-loss")
    private Metric searchMetric = Metric.LOG_LOSS;

    @Option(names = "--seed", paramLabel = "N", description = "of all that is drawn; default ${DEFAULT-VALUE}")
    private long seed = FitSettings.USUAL.seed();

    @Option(
            names = "--validation-part",
            paramLabel = "PART",
            description = "of the range, before the test part; default ${DEFAULT-VALUE}")
    private double validationPart = TimeSplit.Parts.USUAL.validation();

    @Option(names = "--test-part", paramLabel = "PART", description = "of the range, its end; default ${DEFAULT-VALUE}")
    private double testPart = TimeSplit.Parts.USUAL.test();

    @Option(names = "--segment", paramLabel = "COLUMN", description = "judge by the values of this column too")
    private Optional<String> segment = Optional.empty();

    @Option(
            names = "--resamples",
            paramLabel = "N",
            description = "of the test rows, for confidence intervals; default ${DEFAULT-VALUE}")
    private int resamples = 200;

    /**
     * The flags as settings.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid}, naming the flag, if one cannot be kept to
     */
    TrainingSettings settings() {
        require("--search", search, 1, 1000);
        require("--patience", patience, 1, 100_000);
        require("--resamples", resamples, Bootstrap.FEWEST, 10_000);
        return new TrainingSettings(
                model,
                new HyperParameters(trees, depth, step, rowPart, columnPart, smallestLeaf, penalty),
                new FitSettings(classWeights, patience, seed),
                search,
                searchMetric,
                new TimeSplit.Parts(validationPart, testPart),
                segment,
                new Bootstrap(resamples, seed));
    }

    private static void require(String flag, int value, int least, int most) {
        if (value < least || value > most) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            flag + " must be " + least + " to " + most + ", not " + value + ".")
                    .exception();
        }
    }
}
