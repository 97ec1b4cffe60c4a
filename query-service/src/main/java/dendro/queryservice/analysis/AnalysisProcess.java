package dendro.queryservice.analysis;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import io.dropwizard.lifecycle.Managed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that answers analysts.
 *
 * <ol>
 *   <li>{@link #start} returns once it listens, and fails if it ends before or does not listen in time.
 *   <li>Once started, a process that ends is started again after a pause that grows while it keeps ending.
 *   <li>Once {@link #stop} has returned, there is none; it ends by itself if this process ends in any other way.
 * </ol>
 *
 * <p>One thread owns the process from its start to its end, another passes its output on. Thread-safe.
 */
public final class AnalysisProcess implements Managed {

    private static final Logger LOG = LoggerFactory.getLogger(AnalysisProcess.class);

    private static final Duration TO_LISTEN = Duration.ofMinutes(2);
    private static final Duration ORDERLY = Duration.ofSeconds(10);
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final List<String> command;
    private final Thread owner = new Thread(this::keepRunning, "analysis-process");
    /** What is wrong with the first start; completed when that is over. */
    private final CompletableFuture<Optional<String>> started = new CompletableFuture<>();

    private volatile Optional<Listening> listening = Optional.empty();

    /** A process that is not started yet. */
    AnalysisProcess(List<String> command) {
        this.command = List.copyOf(command);
        owner.setDaemon(true);
    }

    /** Where it listens; empty while it does not. */
    Optional<Listening> listening() {
        return listening;
    }

    @Override
    public void start() throws InterruptedException {
        owner.start();
        Optional<String> trouble;
        try {
            trouble = started.get(TO_LISTEN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            trouble = Optional.of("does not listen after " + TO_LISTEN.toSeconds() + " seconds");
        }
        if (trouble.isPresent()) {
            stop();
            throw unavailable(trouble.get());
        }
        LOG.info("analysts are answered by a process of their own, started by {}", command.get(0));
    }

    private static ProblemException unavailable(String what) {
        return new Problem(ProblemType.SERVICE_UNAVAILABLE, "The process that is to answer analysts " + what + ".")
                .exception();
    }

    @Override
    public void stop() throws InterruptedException {
        owner.interrupt();
        owner.join(ORDERLY.plus(AFTER_KILL).plus(AFTER_KILL).plusSeconds(1).toMillis());
    }

    private void keepRunning() {
        Duration pause = SHORTEST_PAUSE;
        try {
            while (true) {
                long begun = System.nanoTime();
                String end = runOnce();
                if (started.complete(Optional.of(end + " before it listened"))) {
                    return;
                }
                boolean lasted = System.nanoTime() - begun > LONGEST_PAUSE.toNanos();
                pause = lasted ? SHORTEST_PAUSE : pause;
                LOG.error("the process that answers analysts {}; it is started again in {} s", end, pause.toSeconds());
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                pause = pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            }
        } catch (InterruptedException e) {
            LOG.debug("the process that answers analysts has been stopped");
        }
    }

    /** How it ended. */
    private String runOnce() throws InterruptedException {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().keySet().removeAll(AnalysisProgram.FLAGS_BY_ENVIRONMENT);
            process = builder.start();
        } catch (IOException e) {
            return "cannot be started: " + e.getMessage();
        }
        Thread output = new Thread(() -> passOn(process), "analysis-output");
        output.setDaemon(true);
        output.start();
        try {
            while (!process.waitFor(TO_LISTEN.toSeconds(), TimeUnit.SECONDS)) {
                if (listening.isEmpty()) {
                    return "did not listen after " + TO_LISTEN.toSeconds() + " seconds";
                }
            }
            return "ended with exit code " + process.exitValue();
        } finally {
            end(process);
            output.join(AFTER_KILL.toMillis());
            listening = Optional.empty();
        }
    }

    private void passOn(Process process) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<Listening> told = Listening.parse(line);
                if (told.isPresent()) {
                    listening = told;
                    var unused = started.complete(Optional.empty());
                } else {
                    System.out.println(line);
                }
            }
        } catch (IOException e) {
            LOG.debug("the output of the process that answers analysts ends", e);
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        try {
            if (!process.waitFor(ORDERLY.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                var unused = process.waitFor(AFTER_KILL.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }
}
