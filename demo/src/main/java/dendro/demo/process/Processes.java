package dendro.demo.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The child processes of one owner.
 *
 * <ol>
 *   <li>A program is started only while nothing has been {@linkplain #close closed}.
 *   <li>{@link #close} ends all children, the youngest first, each gone before the next is asked to end.
 *   <li>Once {@code close} has returned, no child is left.
 * </ol>
 *
 * <p>Thread-safe: a shutdown hook may close it while another thread waits for a child.
 */
public final class Processes implements AutoCloseable {

    private static final long PROBE_PAUSE_MILLIS = 200;

    private final Path logs;
    private final Deque<ChildProcess> running = new ArrayDeque<>();
    private boolean closed;

    /** Processes that log into a folder, which is made if missing. */
    public Processes(Path logs) {
        this.logs = logs;
    }

    /**
     * Starts a program; its log replaces that of an earlier run.
     *
     * @throws ProcessException if it cannot be started, or everything is being ended
     */
    public ChildProcess start(JavaProgram program) {
        synchronized (running) {
            if (closed) {
                throw new ProcessException(
                        "The " + program.name() + " is not started: everything is being ended.", null);
            }
            try {
                Files.createDirectories(logs);
            } catch (IOException e) {
                throw new ProcessException("The folder " + logs + " cannot be made: " + e.getMessage(), e);
            }
            ChildProcess child = ChildProcess.start(program, logs);
            running.push(child);
            return child;
        }
    }

    /**
     * Waits until a child does what it is there for.
     *
     * @param probe says whether it does; quick, and false rather than an exception
     * @throws ProcessException if it ends before, or does not within the deadline
     */
    public void awaitReady(ChildProcess child, BooleanSupplier probe, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!probe.getAsBoolean()) {
            child.requireAlive();
            if (System.nanoTime() - end > 0) {
                throw new ProcessException(
                        "The " + child.name() + " was not ready after " + deadline.toSeconds() + " seconds: "
                                + child.log().trouble().orElse("its log is empty") + "\nIts log: "
                                + child.log().path(),
                        null);
            }
            pause();
        }
        child.requireAlive();
    }

    /**
     * Throws if a child that should run has ended.
     *
     * @throws ProcessException saying which and why
     */
    public void requireAllAlive() {
        synchronized (running) {
            running.forEach(ChildProcess::requireAlive);
        }
    }

    /** A child that has done its work and ended: no longer looked after. */
    public void forget(ChildProcess child) {
        synchronized (running) {
            running.remove(child);
        }
    }

    @Override
    public void close() {
        synchronized (running) {
            closed = true;
            while (!running.isEmpty()) {
                running.pop().end();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PROBE_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessException("Interrupted while waiting for a child process.", e);
        }
    }
}
