package dendro.queryservice.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What starts a program so that it has the processor while nobody else wants it, or as nearly so as this system can. */
final class LowestClaim {

    private static final long PATIENCE_SECONDS = 10;

    private LowestClaim() {}

    /** The command to put before the program's own; empty if there is none here. */
    static List<String> launcher() {
        return Stream.of(List.of("chrt", "--idle", "0"), List.of("nice", "-n", "19"))
                .filter(LowestClaim::works)
                .findFirst()
                .orElse(List.of());
    }

    /** A container may have the command and forbid what it does. */
    private static boolean works(List<String> launcher) {
        List<String> command = new ArrayList<>(launcher);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
