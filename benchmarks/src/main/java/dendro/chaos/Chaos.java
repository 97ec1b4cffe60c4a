package dendro.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chaos scoring}: faults while messages are scored, and a table of what came of it. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = "Kills, stops and slows down services while messages are scored, then counts every message.")
public final class Chaos implements Callable<Integer> {

    private static final int ALL_AS_PROMISED = 0;
    private static final int BROKEN = 1;

    private final PrintStream out;
    private final PrintStream progress;

    @Parameters(paramLabel = "NAME", description = "What to disturb: scoring.")
    private String name = "";

    @Option(names = "--purchases", defaultValue = "100000", description = "How many there are (default 100000).")
    private int purchases;

    @Option(names = "--kills", defaultValue = "12", description = "Of the model-service (default 12).")
    private int kills;

    @Option(names = "--max-batch", defaultValue = "20", description = "Messages a batch (default 20).")
    private int maxBatch;

    @Option(names = "--seed", description = "Of what happens when (default: a random one, which is printed).")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--root", defaultValue = ".", description = "Folder of the built modules (default: this one).")
    private Path root = Path.of(".");

    private Chaos(PrintStream out, PrintStream progress) {
        this.out = out;
        this.progress = progress;
    }

    /** Exits with 1 if something is not as promised and with 2 if the name is unknown. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Chaos(System.out, System.err)).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (!name.equals("scoring")) {
            progress.println("chaos: there is nothing to disturb of the name '" + name + "', only 'scoring'.");
            return CommandLine.ExitCode.USAGE;
        }
        long chosen = seed.orElseGet(() -> (long) new SecureRandom().nextInt(Integer.MAX_VALUE));
        out.println("seed " + chosen);
        Path folder = Files.createTempDirectory("dendro-chaos");
        progress.println("chaos: everything is in " + folder);
        ScoringChaos.Findings findings = new ScoringChaos(
                        root, folder, chosen, line -> progress.println("chaos: " + line))
                .manyFaults(purchases, maxBatch, kills);
        print(findings);
        return findings.hold() ? ALL_AS_PROMISED : BROKEN;
    }

    private void print(ScoringChaos.Findings findings) {
        row("fault", "how often", "promised", "seen");
        findings.faults()
                .forEach((fault, times) -> row(
                        fault.text(),
                        Integer.toString(times.size()),
                        "goes on",
                        "went on after %.1f s at most".formatted(seconds(Collections.max(times)))));
        ScoringChaos.Count scores = findings.scores();
        row("purchases with exactly one score", "", count(scores.expected()), count(scores.once()));
        row("purchases without a score", "", "0", count(scores.missing()));
        row("purchases with several scores", "", "0", count(scores.again()));
        row("scores of no purchase", "", "0", count(scores.unexpected()));
        row("scores that training computes differently", "", "0", count(scores.different()));
        ScoringChaos.Count letters = findings.deadLetters();
        row("bad messages that are dead letters exactly once", "", count(letters.expected()), count(letters.once()));
        row("other dead letters", "", "0", count(letters.unexpected()));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    private static String count(int number) {
        return "%,d".formatted(number);
    }

    private void row(String fault, String often, String promised, String seen) {
        out.printf("| %-63s | %9s | %9s | %-29s |%n", fault, often, promised, seen);
    }
}
