package dendro.demo.process;

import dendro.process.EndsWithParent;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java program to run as a child process.
 *
 * @param name of the process and of its log
 * @param launcher what starts it with its command as further arguments, such as {@code taskset -c 0}; empty if nothing
 * @param classPath as {@code java -cp} takes it
 * @param mainClass its main class
 * @param jvmFlags before the class path
 * @param arguments of the main class
 */
public record JavaProgram(
        String name,
        List<String> launcher,
        String classPath,
        String mainClass,
        List<String> jvmFlags,
        List<String> arguments) {

    public JavaProgram {
        launcher = List.copyOf(launcher);
        jvmFlags = List.copyOf(jvmFlags);
        arguments = List.copyOf(arguments);
    }

    /**
     * A main class of a module that has been built: its own classes and what its {@code target/runtime-classpath} lists.
     *
     * @throws ProcessException if the module has not been built
     */
    public static JavaProgram ofModule(Path module, String mainClass) {
        Path target = module.resolve("target");
        Path list = target.resolve("runtime-classpath");
        try {
            String libraries = Files.readString(list).strip();
            return new JavaProgram(
                    String.valueOf(module.getFileName()),
                    List.of(),
                    target.resolve("classes") + File.pathSeparator + libraries,
                    mainClass,
                    List.of(),
                    List.of());
        } catch (IOException e) {
            throw new ProcessException("The module " + module + " has not been built: there is no " + list + ".", e);
        }
    }

    /** The same under another name. */
    public JavaProgram named(String newName) {
        return new JavaProgram(newName, launcher, classPath, mainClass, jvmFlags, arguments);
    }

    /** The same, started by another program. */
    public JavaProgram launchedBy(List<String> newLauncher) {
        return new JavaProgram(name, newLauncher, classPath, mainClass, jvmFlags, arguments);
    }

    /** The same with these JVM flags. */
    public JavaProgram withFlags(List<String> flags) {
        return new JavaProgram(name, launcher, classPath, mainClass, flags, arguments);
    }

    /** The same with these arguments. */
    public JavaProgram withArguments(String... newArguments) {
        return new JavaProgram(name, launcher, classPath, mainClass, jvmFlags, List.of(newArguments));
    }

    /**
     * The command that runs it guarded. The shell makes the program deaf to Ctrl-C, which a terminal sends to all
     * processes at once: its owner ends it in the right order instead. A JVM keeps a signal ignored that was
     * ignored when it started.
     */
    List<String> command() {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", name));
        command.addAll(launcher);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.add("-cp");
        command.add(classPath + File.pathSeparator + guard());
        command.add(EndsWithParent.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    private static Path guard() {
        try {
            return Path.of(EndsWithParent.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The classes of Dendro are at no place that a child can read.", e);
        }
    }
}
