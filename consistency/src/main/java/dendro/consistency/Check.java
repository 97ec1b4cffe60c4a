package dendro.consistency;

import dendro.database.Deadline;
import dendro.model.ModelRepository;
import dendro.problem.ProblemException;
import dendro.queryapi.QueryServiceClient;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command that compares logged scores with the training path. The report goes to standard output; the exit code is 0
 * if all agrees, 1 if anything differs, and 2 if nothing could be compared, for which one sentence goes to standard
 * error.
 */
@Command(
        name = "consistency",
        sortOptions = false,
        description = "Replays logged scores through the training path and reports what differs.",
        footer = {"", "Exit code: 0 if all agrees, 1 if anything differs, 2 if nothing could be compared."})
public final class Check implements Callable<Integer> {

    private static final int DIFFERS = 1;
    private static final int NOT_COMPARED = 2;

    /** How long the query-service may stay silent: its first answer may have to wait for the databases. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    @Option(names = "--kafka", required = true, paramLabel = "HOST:PORT", description = "Kafka's bootstrap servers")
    private String kafka = "";

    @Option(
            names = "--kafka-properties",
            paramLabel = "FILE",
            description = "further settings of Kafka's clients; $${NAME} in them comes from the environment")
    private Optional<Path> kafkaProperties = Optional.empty();

    @Option(names = "--topic", paramLabel = "NAME", description = "of scores; default ${DEFAULT-VALUE}")
    private String topic = "scores";

    @Option(names = "--query-service", required = true, paramLabel = "URL", description = "who gives the training rows")
    private URI queryService = URI.create("");

    @Option(
            names = "--token-variable",
            paramLabel = "NAME",
            defaultValue = "QUERY_SERVICE_TOKEN",
            description = "environment variable that holds the token for the query-service, if it asks for one")
    private String tokenVariable = "";

    @Option(
            names = "--models",
            required = true,
            paramLabel = "DIR",
            description = "the model repository: which feature set a version reads")
    private Path models = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            description = "scores about this moment or later ones; default: from the first one in the topic")
    private Optional<Instant> from = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "INSTANT",
            description = "and before this one; default: up to the last one in the topic")
    private Optional<Instant> to = Optional.empty();

    @Option(
            names = "--deadline",
            paramLabel = "DURATION",
            description = "when to give up, as in PT10M; default ${DEFAULT-VALUE}")
    private Duration deadline = Duration.ofMinutes(10);

    @Option(
            names = "--most",
            paramLabel = "N",
            description = "scores that may be held in memory; default ${DEFAULT-VALUE}")
    private int most = 500_000;

    /** Read by picocli alone. */
    @SuppressWarnings("unused")
    @Option(names = "--help", usageHelp = true, description = "show this and exit")
    private boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Map<String, String> environment;

    private Check(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Runs the command and exits. */
    public static void main(String[] arguments) {
        // Before the first logger exists. Not in logback.xml, which would speak for everyone who uses this module.
        System.setProperty("logback.configurationFile", "logback-consistency.xml");
        System.exit(command().execute(arguments));
    }

    /** The command. */
    static CommandLine command() {
        return new CommandLine(new Check(System.getenv())).setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr()
                    .println("consistency: "
                            + (failure instanceof ProblemException known
                                    ? known.problem().detail()
                                    : failure.toString()));
            return NOT_COMPARED;
        });
    }

    @Override
    public Integer call() {
        requireSense();
        Deadline end = Deadline.after(deadline);
        Map<String, String> properties = new HashMap<>();
        kafkaProperties.ifPresent(file -> properties.putAll(KafkaProperties.read(file, environment)));
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka);
        LoggedScores scores = new ScoresTopic(properties, topic).read(from, to, most, end);
        Duration silence = deadline.compareTo(SILENCE) < 0 ? deadline : SILENCE;
        QueryServiceClient client = new QueryServiceClient(
                queryService,
                silence,
                Optional.ofNullable(environment.get(tokenVariable)).filter(token -> !token.isBlank()));
        Consistency consistency =
                new Replay(client, FeatureSetTexts.in(new ModelRepository(models)), end).of(scores, from, to);
        PrintWriter out = spec.commandLine().getOut();
        if (consistency.isEmpty()) {
            spec.commandLine().getErr().println("consistency: topic '" + topic + "' has no scores in this range.");
            return NOT_COMPARED;
        }
        Report.lines(consistency).forEach(out::println);
        out.flush();
        return consistency.holds() ? CommandLine.ExitCode.OK : DIFFERS;
    }

    private void requireSense() {
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--from must be before --to.");
        }
        if (deadline.isZero() || deadline.isNegative() || most < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--deadline and --most must be above 0.");
        }
    }
}
