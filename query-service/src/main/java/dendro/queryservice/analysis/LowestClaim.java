package dendro.queryservice.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What starts a program so that it leaves one core alone and has the others while nobody else wants them, or as nearly so as
 * this system can. Where all cores run such a program, one in twenty of the others' requests waits for milliseconds.
 */
final class LowestClaim {

    private static final String ALLOWED = "Cpus_allowed_list:";
    private static final long PATIENCE_SECONDS = 10;

    private LowestClaim() {}

    /** The command to put before the program's own; empty if there is none here. */
    static List<String> launcher() {
        List<String> launcher = new ArrayList<>(onCores(allowedCores()));
        launcher.addAll(Stream.of(List.of("chrt", "--idle", "0"), List.of("nice", "-n", "19"))
                .filter(LowestClaim::works)
                .findFirst()
                .orElse(List.of()));
        return launcher;
    }

    private static List<String> onCores(String allowed) {
        String cores = allButTheFirst(allowed);
        List<String> launcher = List.of("taskset", "--cpu-list", cores);
        return !cores.isEmpty() && works(launcher) ? launcher : List.of();
    }

    /**
     * Cores without the first of them.
     *
     * @param cores as Linux lists them, such as {@code 0-3,8}
     * @return such a list; empty if there is no other
     */
    static String allButTheFirst(String cores) {
        return Stream.of(cores.split(",", -1))
                .filter(range -> !range.isEmpty())
                .flatMapToInt(LowestClaim::range)
                .skip(1)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
    }

    private static IntStream range(String range) {
        String[] ends = range.split("-", 2);
        return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    /** Those that this process may use, empty where only Linux would tell. */
    private static String allowedCores() {
        try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
            return status.filter(line -> line.startsWith(ALLOWED))
                    .findFirst()
                    .map(line -> line.substring(ALLOWED.length()).strip())
                    .orElse("");
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
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
