package dendro.queryservice.analysis;

import dendro.process.EndsWithParent;
import dendro.queryservice.QueryServiceMain;
import io.dropwizard.util.DataSize;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The command line of a process for analysis: that of this one, but for its heap and what only one process can have. */
final class AnalysisProgram {

    /** Flags about the heap, and of files, ports and tools that are this process's. */
    private static final List<String> LEFT_OUT = List.of(
            "-Xmx",
            "-Xms",
            "-Xmn",
            "-XX:MaxHeapSize",
            "-XX:InitialHeapSize",
            "-XX:MinHeapSize",
            "-XX:SoftMaxHeapSize",
            "-XX:NewSize",
            "-XX:MaxNewSize",
            "-XX:MaxRAM",
            "-XX:InitialRAM",
            "-XX:MinRAM",
            "-Xlog",
            "-Xloggc",
            "-agent",
            "-javaagent",
            "-Xdebug",
            "-Xrun",
            "-Dcom.sun.management",
            "-XX:StartFlightRecording",
            "-XX:ArchiveClassesAtExit");

    /** By what a JVM is told flags beside its command line; those of this JVM are among its flags already. */
    static final Set<String> FLAGS_BY_ENVIRONMENT = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private AnalysisProgram() {}

    /**
     * The command.
     *
     * @param launcher what starts it; empty if nothing
     * @param flags those of this JVM
     * @param configuration the YAML of the service
     */
    static List<String> command(List<String> launcher, List<String> flags, DataSize heap, Path configuration) {
        List<String> command = new ArrayList<>(launcher);
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        flags.stream()
                .filter(flag -> LEFT_OUT.stream().noneMatch(flag::startsWith))
                .forEach(command::add);
        // A heap that grows as little as it can is collected as often as it can.
        command.add("-Xms" + heap.toBytes());
        command.add("-Xmx" + heap.toBytes());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(EndsWithParent.class.getName());
        command.add(QueryServiceMain.class.getName());
        command.add("analysis");
        command.add(configuration.toString());
        return command;
    }
}
