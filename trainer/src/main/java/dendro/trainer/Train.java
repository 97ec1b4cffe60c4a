package dendro.trainer;

import dendro.features.FeatureSet;
import dendro.features.Label;
import dendro.model.ModelRepository;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.procedure.Procedures;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command that trains a model and publishes it. Progress goes to standard output, one line such as {@code
 * progress shards 3/8} at a time; if it fails, one sentence goes to standard error and the exit code is 1.
 */
@Command(
        name = "train",
        sortOptions = false,
        description = "Trains a model on the rows of a range, each as of its own timestamp, and publishes it.")
public final class Train implements Callable<Integer> {

    /** How long the query-service may stay silent: its first answer may have to wait for the databases. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(names = "--query-service", required = true, paramLabel = "URL", description = "where the rows come from")
    private URI queryService = URI.create("");

    @Option(
            names = "--token-variable",
            paramLabel = "NAME",
            defaultValue = "QUERY_SERVICE_TOKEN",
            description = "environment variable that holds the token for the query-service, if it asks for one")
    private String tokenVariable = "";

    @Option(names = "--features", required = true, paramLabel = "FILE", description = "the feature set, EDN")
    private Path features = Path.of("");

    @Option(names = "--models", required = true, paramLabel = "DIR", description = "the model repository")
    private Path models = Path.of("");

    @Option(names = "--from", required = true, paramLabel = "INSTANT", description = "rows at or after this instant")
    private Instant from = Instant.MIN;

    @Option(names = "--to", required = true, paramLabel = "INSTANT", description = "and before this one")
    private Instant to = Instant.MAX;

    @Option(names = "--shards", paramLabel = "N", description = "parts the rows are read in; default ${DEFAULT-VALUE}")
    private int shards = 8;

    @Option(names = "--master", paramLabel = "MASTER", description = "Spark's; default ${DEFAULT-VALUE}")
    private String master = "local[*]";

    @Option(names = "--promote", paramLabel = "ALIAS", description = "let this alias point to the new version")
    private Optional<String> promote = Optional.empty();

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
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(FailureSentence.of(failure));
                    return 1;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        String text = read(features);
        FeatureSet featureSet = FeatureSet.parse(text, Procedures.installed().guard());
        Label label = featureSet.label().orElseThrow(this::noLabel);
        QueryServiceShards rows = QueryServiceShards.of(queryService, PATIENCE, token(), text, from, to);
        ModelRepository repository = new ModelRepository(models);
        try (SparkSession spark = SparkStart.session(master)) {
            Training training = new Training(spark, progress, shards);
            Training.Result result = training.train(rows, label.horizon());
            Instant fitted = result.split().fittedUntil().plusMillis(1);
            Optional<Evaluation> leaked =
                    todaysValues.map(today -> training.judgeFittedOn(rows.before(fitted, today), result));
            Publication publication = new Publication(featureSet, text, from, to, result, leaked);
            int version = publication.into(repository);
            promote.ifPresent(alias -> repository.point(featureSet.name(), alias, version, "trainer"));
            progress.say("publish", 1, 1);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            TrainingSummary figures = new TrainingSummary(featureSet.name(), version, publication, shards, took);
            summary.ifPresent(figures::write);
        }
        return 0;
    }

    private Optional<String> token() {
        return Optional.ofNullable(System.getenv(tokenVariable)).filter(token -> !token.isBlank());
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
