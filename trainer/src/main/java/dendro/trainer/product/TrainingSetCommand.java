package dendro.trainer.product;

import dendro.trainer.FailureSentence;
import dendro.trainer.SparkStart;
import dendro.trainer.source.Source;
import dendro.trainer.source.SourceAtCursor;
import dendro.trainer.source.SourceOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command that builds a training set, or looks at what it would hold. Exit codes: 0 done, 1 it failed, with one
 * sentence on standard error, 2 the arguments are wrong.
 */
@Command(
        name = "training-set",
        sortOptions = false,
        description = "Writes the rows of a range, each as of its own timestamp, as Parquet with a manifest.")
public final class TrainingSetCommand implements Callable<Integer> {

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private SetOptions set = new SetOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "a new folder for rows/*.parquet and manifest.json, here or wherever Hadoop can write")
    private Optional<String> out = Optional.empty();

    @Option(
            names = "--analyze",
            description = "build nothing; show on a sample what the range holds and what building it would cost")
    private boolean analyze;

    @Option(
            names = "--master",
            paramLabel = "MASTER",
            description = "Spark's; default that of spark-submit, or local[*]")
    private Optional<String> master = Optional.empty();

    /** Read by picocli alone. */
    @SuppressWarnings("unused")
    @Option(names = "--help", usageHelp = true, description = "show this and exit")
    private boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final PrintStream screen;

    TrainingSetCommand(PrintStream screen) {
        this.screen = screen;
    }

    /** Runs the command and exits. */
    public static void main(String[] arguments) {
        System.exit(run(System.out, arguments));
    }

    /** Runs the command; the exit code. */
    static int run(PrintStream screen, String... arguments) {
        return new CommandLine(new TrainingSetCommand(screen))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(FailureSentence.of("No training set was built", failure));
                    return 1;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws IOException {
        source.check();
        if (out.isPresent() == analyze) {
            throw new ParameterException(spec.commandLine(), "Either --out DIR or --analyze is needed.");
        }
        TrainingSetWanted wanted = set.wanted();
        try (Source opened = source.open(wanted.featureSet(), wanted.text())) {
            // What is known now is the cursor, so that it can be told and asked for again.
            Source rows = SourceAtCursor.of(opened, wanted.featureSet(), opened.knownAt());
            if (analyze) {
                screen.print(
                        Analysis.of(rows, wanted.range(), wanted.featureSet()).text());
            } else {
                build(rows, wanted);
            }
        }
        return 0;
    }

    private void build(Source rows, TrainingSetWanted wanted) throws IOException {
        try (SparkSession spark = SparkStart.session(master)) {
            int shards = source.shards(rows, SparkStart.places(spark));
            wanted.build(spark, rows, shards, out.orElseThrow(), screen);
        }
    }
}
