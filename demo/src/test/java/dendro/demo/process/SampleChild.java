package dendro.demo.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A small program to start and end: its first argument says how it behaves. */
public final class SampleChild {

    private SampleChild() {}

    /**
     * {@code fail}: says why on standard error, exits with 3. {@code serve FILE}: writes the file and runs until it is
     * told to stop; deletes the file then. {@code parent FILE}: starts a serving child, writes its process id, runs on.
     */
    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "fail" -> {
                System.err.println("java.lang.IllegalStateException: the moon is full");
                System.err.println("\tat nowhere");
                System.exit(3);
            }
            case "parent" -> {
                Path own = Path.of(args[1]);
                Processes processes = new Processes(own.resolveSibling("logs"));
                Path childs = own.resolveSibling("childs");
                ChildProcess child = processes.start(program("grandchild", "serve", childs.toString()));
                processes.awaitReady(child, () -> Files.exists(childs), Duration.ofSeconds(20));
                Files.writeString(own, Long.toString(child.pid()));
                forever();
            }
            default -> {
                Path file = Path.of(args[1]);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(file)));
                Files.writeString(file, "serving");
                forever();
            }
        }
    }

    static JavaProgram program(String name, String... arguments) {
        return new JavaProgram(
                name,
                List.of(),
                System.getProperty("java.class.path"),
                SampleChild.class.getName(),
                List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"),
                List.of(arguments));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forever() throws InterruptedException {
        new CountDownLatch(1).await(10, TimeUnit.MINUTES);
    }
}
