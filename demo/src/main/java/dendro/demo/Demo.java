package dendro.demo;

import dendro.demo.console.Screen;
import dendro.demo.process.Port;
import dendro.demo.process.ProcessException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The demo's command line. Exit codes: 0 done, 1 a step failed, 2 a port is taken or the arguments are wrong, 130
 * after Ctrl-C.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Trains on a demo world and scores live purchases, all on this machine.")
public final class Demo implements Callable<Integer> {

    @Option(
            names = "--scale",
            paramLabel = "N",
            defaultValue = "1",
            description = "size of the world; 1 is 2,000 customers and 20,000 purchases")
    private double scale;

    @Option(
            names = "--databases",
            paramLabel = "PLACE",
            defaultValue = "memory",
            description =
                    "memory, or backup: the world is written as backups that query-service and trainer read in place,"
                            + " each a process of its own; default ${DEFAULT-VALUE}")
    private DemoSettings.Place databases = DemoSettings.Place.MEMORY;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "25",
            description = "purchases a second, default ${DEFAULT-VALUE}")
    private double rate;

    @Option(
            names = "--scores",
            paramLabel = "N",
            description = "end by itself after so many different purchases have been scored")
    private Optional<Integer> scores = Optional.empty();

    @Option(names = "--summary", paramLabel = "FILE", description = "where the figures of a run with --scores go, JSON")
    private Optional<Path> summary = Optional.empty();

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = ".demo",
            description = "where everything is written, default ${DEFAULT-VALUE}")
    private Path home = Path.of(".demo");

    @Option(
            names = "--root",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "where Dendro has been built, default ${DEFAULT-VALUE}")
    private Path root = Path.of(".");

    @Option(
            names = "--query-service-port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "default ${DEFAULT-VALUE}")
    private int queryServicePort;

    @Option(
            names = "--query-service-admin-port",
            paramLabel = "N",
            defaultValue = "8081",
            description = "default ${DEFAULT-VALUE}")
    private int queryServiceAdminPort;

    @Option(
            names = "--saved-queries-port",
            paramLabel = "N",
            defaultValue = "8280",
            description = "default ${DEFAULT-VALUE}")
    private int savedQueriesPort;

    @Option(
            names = "--saved-queries-admin-port",
            paramLabel = "N",
            defaultValue = "8281",
            description = "default ${DEFAULT-VALUE}")
    private int savedQueriesAdminPort;

    @Option(names = "--kafka-port", paramLabel = "N", defaultValue = "9092", description = "default ${DEFAULT-VALUE}")
    private int kafkaPort;

    @Option(
            names = "--model-service-port",
            paramLabel = "N",
            defaultValue = "8180",
            description = "default ${DEFAULT-VALUE}")
    private int modelServicePort;

    @Option(
            names = "--model-service-admin-port",
            paramLabel = "N",
            defaultValue = "8181",
            description = "default ${DEFAULT-VALUE}")
    private int modelServiceAdminPort;

    @Option(names = "--terminal", hidden = true, description = "standard output is a terminal; bin/demo knows")
    private boolean terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final PrintStream out;

    private Demo(PrintStream out) {
        this.out = out;
    }

    /** Runs the demo. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(new CommandLine(new Demo(out))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() {
        DemoSettings settings = settings();
        // Before the first logger exists.
        System.setProperty("dendro.demo.log", settings.home().ownLog().toString());
        System.setProperty("logback.configurationFile", "dendro/demo/logback-demo.xml");
        Screen screen = new Screen(out, terminal ? Screen.Kind.TERMINAL : Screen.Kind.PLAIN);
        AtomicBoolean interrupted = new AtomicBoolean();
        DemoRun run = new DemoRun(settings, screen);
        Thread hook = new Thread(
                () -> {
                    interrupted.set(true);
                    screen.line("Stopping ...");
                    run.close();
                    screen.line("Everything has been stopped.");
                },
                "stop-demo");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            run.run();
            return end(run, hook, 0);
        } catch (DemoFailure | ProcessException | IllegalStateException | java.io.UncheckedIOException e) {
            if (interrupted.get()) {
                // The hook is at work, and the process ends when it is done.
                return CommandLine.ExitCode.SOFTWARE;
            }
            screen.line("The demo stops: " + e.getMessage());
            return end(run, hook, e instanceof DemoFailure failure ? failure.exitCode() : 1);
        }
    }

    private static int end(DemoRun run, Thread hook, int exitCode) {
        run.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Ctrl-C came just now: the hook finds nothing left to do.
        }
        return exitCode;
    }

    private DemoSettings settings() {
        if (!(scale > 0) || !(rate > 0) || scores.filter(n -> n < 1).isPresent()) {
            throw new ParameterException(spec.commandLine(), "--scale, --rate and --scores must be above 0.");
        }
        if (summary.isPresent() && scores.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--summary is for runs that end: it needs --scores.");
        }
        return new DemoSettings(
                root.toAbsolutePath().normalize(),
                new DemoHome(home),
                scale,
                databases,
                rate,
                scores.map(count -> new DemoSettings.Unattended(count, summary)),
                new DemoSettings.Ports(
                        new Port(queryServicePort, "the query-service", "--query-service-port"),
                        new Port(queryServiceAdminPort, "the query-service's admin page", "--query-service-admin-port"),
                        new Port(savedQueriesPort, "the page of saved queries", "--saved-queries-port"),
                        new Port(savedQueriesAdminPort, "the saved queries' admin page", "--saved-queries-admin-port"),
                        new Port(kafkaPort, "the Kafka broker", "--kafka-port"),
                        new Port(modelServicePort, "the model-service", "--model-service-port"),
                        new Port(
                                modelServiceAdminPort,
                                "the model-service's admin page",
                                "--model-service-admin-port")));
    }
}
