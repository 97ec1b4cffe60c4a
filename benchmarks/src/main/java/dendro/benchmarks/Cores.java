package dendro.benchmarks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many cores a process may use: the first so many by {@code taskset} where there is one, and otherwise by what its JVM
 * believes that there are, which bounds its pools but not what runs at a time.
 *
 * @param count of cores
 */
record Cores(int count) {

    /** What a program is started by. */
    List<String> launcher() {
        List<String> cores =
                IntStream.range(0, count).mapToObj(Integer::toString).toList();
        return tasksetIsHere() ? List.of("taskset", "-c", String.join(",", cores)) : List.of();
    }

    /** What its JVM is told. */
    List<String> flags() {
        return tasksetIsHere() ? List.of() : List.of("-XX:ActiveProcessorCount=" + count);
    }

    private static boolean tasksetIsHere() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
    }
}
