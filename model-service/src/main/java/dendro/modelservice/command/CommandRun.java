package dendro.modelservice.command;

import dendro.problem.ProblemException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import picocli.CommandLine;

/** Runs a command: whatever fails is a sentence with the command's name before it, and the exit code 1. */
public final class CommandRun {

    private CommandRun() {}

    /**
     * Runs a command and exits.
     *
     * @param command made over where it prints
     */
    public static void andExit(Function<PrintWriter, Object> command, String... arguments) {
        System.exit(of(
                command.apply(new PrintWriter(System.out, true, StandardCharsets.UTF_8)),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    /**
     * Runs a command.
     *
     * @param command with picocli's annotations
     * @return the exit code
     */
    public static int of(Object command, PrintWriter err, String... arguments) {
        return new CommandLine(command)
                .setErr(err)
                .setExecutionExceptionHandler((failure, failed, parsed) -> {
                    String sentence = failure instanceof ProblemException known
                            ? known.problem().detail()
                            : String.valueOf(failure.getMessage());
                    String name = failed.getCommandSpec().root().name();
                    failed.getErr().println(name + ": " + sentence);
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }
}
