package dendro.trainer;

import dendro.features.FeatureSet;
import dendro.features.Label;
import dendro.model.ModelRepository;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.procedure.Procedures;
import dendro.trainer.evaluation.Figures;
import dendro.trainer.evaluation.Promotion;
import dendro.trainer.source.Source;
import dendro.trainer.source.SourceOptions;
import dendro.training.TrainingRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command that trains a model and publishes it. Progress goes to standard output, one line such as {@code
 * progress shards 3/8} at a time, then a sentence on promotion; if it fails, one sentence goes to standard error and the
 * exit code is 1.
 */
@Command(
        name = "train",
        sortOptions = false,
        description = "Trains a model on the rows of a range, each as of its own timestamp, and publishes it.")
public final class Train implements Callable<Integer> {

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(names = "--features", required = true, paramLabel = "FILE", description = "the feature set, EDN")
    private Path features = Path.of("");

    @Option(names = "--models", required = true, paramLabel = "DIR", description = "the model repository")
    private Path models = Path.of("");

    @Option(names = "--from", required = true, paramLabel = "INSTANT", description = "rows at or after this instant")
    private Instant from = Instant.MIN;

    @Option(names = "--to", required = true, paramLabel = "INSTANT", description = "and before this one")
    private Instant to = Instant.MAX;

    @Option(
            names = "--master",
            paramLabel = "MASTER",
            description = "Spark's; default that of spark-submit, or local[*]")
    private Optional<String> master = Optional.empty();

    @Mixin
    private final FitOptions fitting = new FitOptions();

    @Mixin
    private final PromotionOptions promotion = new PromotionOptions();

    @Option(
            names = "--compare-todays-values",
            paramLabel = "INSTANT",
            description = "also fit on the values of this instant, as training without as-of would, and judge that")
    private Optional<Instant> todaysValues = Optional.empty();

    @Option(names = "--summary", paramLabel = "FILE", description = "write the figures here, JSON")
    private Optional<Path> summary = Optional.empty();

    /** Read by picocli alone. */
    @SuppressWarnings("unused")
    @Option(names = "--help", usageHelp = true, description = "show this and exit")
    private boolean help;

    private final Progress progress;

    Train(Progress progress) {
        this.progress = progress;
    }

    /** Runs the command and exits. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs the command; the exit code. */
    static int run(String... arguments) {
        return new CommandLine(new Train(new Progress(System.out)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(FailureSentence.of(failure));
                    return 1;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        source.check();
        String text = read(features);
        FeatureSet featureSet = FeatureSet.parse(text, Procedures.installed().guard());
        Label label = featureSet.label().orElseThrow(this::noLabel);
        ModelRepository repository = new ModelRepository(models);
        TrainingSettings settings = fitting.settings();
        Promotion rule = promotion.promotion();
        Champion champion =
                new Champion(repository, featureSet.name(), promotion.champion(), featureSet.hash(), label.horizon());
        // Closed in this order's reverse: Spark's tasks end before what they read is closed.
        try (Source rows = source.open(featureSet, text);
                SparkSession spark = SparkStart.session(master)) {
            int shards = source.shards(rows, SparkStart.places(spark));
            Training training = new Training(spark, progress, shards, settings);
            Training.Result result =
                    training.train(rows.shards(new TrainingRange(from, to, Optional.empty())), label.horizon());
            Judgement judgement = training.judge(result, champion);
            Instant fitted = result.split().fittedUntil().plusMillis(1);
            Optional<Figures> leaked = todaysValues.map(today ->
                    training.judgeFittedOn(rows.shards(new TrainingRange(from, fitted, Optional.of(today))), result));
            Promotion.Decision decision = rule.decide(judgement.comparison());
            Publication publication = new Publication(featureSet, text, from, to, result, judgement, decision, leaked);
            int version = publication.into(repository);
            decision.alias().ifPresent(alias -> repository.point(featureSet.name(), alias, version, "trainer"));
            progress.say("publish", 1, 1);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            TrainingSummary figures = new TrainingSummary(featureSet.name(), version, publication, shards, took);
            summary.ifPresent(figures::write);
            progress.conclude(decision.reason());
        }
        return 0;
    }

    private dendro.problem.ProblemException noLabel() {
        return new Problem(
                        ProblemType.FEATURE_SET_INVALID,
                        "The feature set in " + features + " has no :label, so there is nothing to learn.")
                .exception();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Problem(ProblemType.REQUEST_INVALID, "The feature set " + file + " cannot be read: " + e)
                    .exception(e);
        }
    }
}
