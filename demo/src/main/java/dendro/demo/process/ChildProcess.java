package dendro.demo.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A running program. Its output and errors go to one log file. Thread-safe; ended by whoever started it.
 */
public final class ChildProcess {

    private static final Duration ORDERLY = Duration.ofSeconds(20);
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    /** What a JVM adds to the number of the signal that ended a child. */
    private static final int SIGNALS = 128;

    private final String name;
    private final LogFile log;
    private final Process process;

    private ChildProcess(String name, LogFile log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    static ChildProcess start(JavaProgram program, Path logs) {
        LogFile log = new LogFile(logs.resolve(program.name() + ".log"));
        try {
            Process process = new ProcessBuilder(program.command())
                    .redirectErrorStream(true)
                    .redirectOutput(log.path().toFile())
                    .start();
            return new ChildProcess(program.name(), log, process);
        } catch (IOException e) {
            throw new ProcessException("The " + program.name() + " could not be started: " + e.getMessage(), e);
        }
    }

    /** As in its program. */
    public String name() {
        return name;
    }

    /** Where its output goes. */
    public LogFile log() {
        return log;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it still runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /**
     * Throws if it has ended.
     *
     * @throws ProcessException saying why, as far as the log tells
     */
    public void requireAlive() {
        if (!alive()) {
            throw died();
        }
    }

    /**
     * Waits a moment for it to end by itself.
     *
     * @return whether it has ended
     * @throws ProcessException if it has ended with an exit code other than 0
     */
    public boolean awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessException("Interrupted while waiting for the " + name + ".", e);
        }
        if (process.exitValue() != 0) {
            throw died();
        }
        return true;
    }

    private ProcessException died() {
        int exitCode = process.exitValue();
        String how = exitCode > SIGNALS
                ? " was killed by signal " + (exitCode - SIGNALS) + "; last in its log: "
                : " ended with exit code " + exitCode + ": ";
        return new ProcessException(
                "The " + name + how + log.trouble().orElse("nothing") + "\nIts log: " + log.path(), null);
    }

    /**
     * Ends it and what it started: asks first, and kills what has not ended after 20 seconds. Returns when it is gone.
     */
    void end() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        if (!gone(ORDERLY)) {
            process.destroyForcibly();
            gone(AFTER_KILL);
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private boolean gone(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    // Whoever ends a process must know that it is gone.
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
