package dendro.demo.process;

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
 * @param classPath as {@code java -cp} takes it
 * @param mainClass its main class
 * @param jvmFlags before the class path
 * @param arguments of the main class
 */
public record JavaProgram(
        String name, String classPath, String mainClass, List<String> jvmFlags, List<String> arguments) {

    public JavaProgram {
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
                    target.resolve("classes") + File.pathSeparator + libraries,
                    mainClass,
                    List.of(),
                    List.of());
        } catch (IOException e) {
            throw new ProcessException("The module " + module + " has not been built: there is no " + list + ".", e);
        }
    }

    /** The same with these JVM flags. */
    public JavaProgram withFlags(List<String> flags) {
        return new JavaProgram(name, classPath, mainClass, flags, arguments);
    }

    /** The same with these arguments. */
    public JavaProgram withArguments(String... newArguments) {
        return new JavaProgram(name, classPath, mainClass, jvmFlags, List.of(newArguments));
    }

    /**
     * The command that runs it guarded. The shell makes the program deaf to Ctrl-C, which a terminal sends to all
     * processes at once: its owner ends it in the right order instead. A JVM keeps a signal ignored that was
     * ignored when it started.
     */
    List<String> command() {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", name));
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
            throw new IllegalStateException("The demo's own classes are at no place that a child can read.", e);
        }
    }
}
