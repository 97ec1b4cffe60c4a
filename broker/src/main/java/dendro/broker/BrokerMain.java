package dendro.broker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The broker as a process: runs until it is told to stop (SIGTERM, Ctrl-C), then stops in order. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = "Runs a single Kafka broker on 127.0.0.1 until SIGTERM or Ctrl-C.")
public final class BrokerMain implements Callable<Integer> {

    @Option(names = "--port", description = "For clients; default ${DEFAULT-VALUE}.", defaultValue = "9092")
    private int port;

    @Option(names = "--controller-port", description = "For the node itself; default: a free one.")
    private OptionalInt controllerPort = OptionalInt.empty();

    @Option(names = "--data-dir", required = true, description = "Where messages are kept; made if missing.")
    private Path dataDir = Path.of("");

    @Option(names = "--topic", paramLabel = "NAME:PARTITIONS", description = "A topic to have; may be repeated.")
    private List<String> topics = new ArrayList<>();

    private BrokerMain() {}

    /** Exit code 143 after SIGTERM and an orderly stop, 1 if the broker could not start, 2 for wrong arguments. */
    public static void main(String[] args) {
        // Before the first logger exists. Not in logback.xml, which would speak for everyone who uses this module.
        System.setProperty("logback.configurationFile", "logback-broker.xml");
        CommandLine command = new CommandLine(new BrokerMain());
        command.setExecutionExceptionHandler((error, line, parsed) -> {
            line.getErr().println("broker: " + error.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(command.execute(args));
    }

    @Override
    public Integer call() {
        LocalBroker broker = LocalBroker.start(settings());
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
        broker.awaitClose();
        return CommandLine.ExitCode.OK;
    }

    private BrokerSettings settings() {
        BrokerSettings settings = BrokerSettings.in(dataDir).withPort(port);
        if (controllerPort.isPresent()) {
            settings = settings.withControllerPort(controllerPort.getAsInt());
        }
        for (String topic : topics) {
            settings = settings.withTopic(Topic.parse(topic));
        }
        return settings;
    }
}
