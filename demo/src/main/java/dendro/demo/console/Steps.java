package dendro.demo.console;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The steps of a run, one after the other, each shown with its number, its name and in the end its seconds;
 * with a progress bar while it takes longer than two seconds. For one thread.
 */
public final class Steps implements AutoCloseable {

    private static final Duration BEFORE_BAR = Duration.ofSeconds(2);
    private static final Duration BETWEEN_REDRAWS = Duration.ofMillis(200);
    private static final Duration BETWEEN_PLAIN_LINES = Duration.ofSeconds(10);

    private final Screen screen;
    private final int count;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final ScheduledExecutorService clock;

    /**
     * No step yet.
     *
     * @param count how many there will be
     */
    public Steps(Screen screen, int count) {
        this.screen = screen;
        this.count = count;
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        this.clock = executor;
    }

    /** A step's result and what to say about it. */
    public record Done<T>(T result, String saying) {}

    /**
     * Runs the next step.
     *
     * @param name a short word for it, the key of its {@link #seconds}
     * @param title what it does, in a few words
     * @param work what it does; what it throws, this throws
     */
    public <T> T run(String name, String title, Function<Progress, Done<T>> work) {
        String heading = "%d/%d %s".formatted(seconds.size() + 1, count, title);
        Progress progress = new Progress();
        long start = System.nanoTime();
        Duration period = screen.kind() == Screen.Kind.TERMINAL ? BETWEEN_REDRAWS : BETWEEN_PLAIN_LINES;
        Duration first = screen.kind() == Screen.Kind.TERMINAL ? BEFORE_BAR : BETWEEN_PLAIN_LINES;
        screen.passing(heading + " ...");
        var ticking = clock.scheduleAtFixedRate(
                () -> show(heading, progress, start), first.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        try {
            Done<T> done = work.apply(progress);
            double took = secondsSince(start);
            seconds.put(name, took);
            ticking.cancel(false);
            screen.line("%s: %s  (%.1f s)".formatted(heading, done.saying(), took));
            return done.result();
        } finally {
            ticking.cancel(false);
        }
    }

    /** What a piece of work after the last step took. */
    public void also(String name, Duration took) {
        seconds.put(name, took.toMillis() / 1000.0);
    }

    /** How long each step took, by name, in their order. */
    public Map<String, Double> seconds() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void show(String heading, Progress progress, long start) {
        String line = "%s  %s  %.0f s  %s"
                .formatted(
                        heading,
                        ProgressBar.of(progress.share(System.nanoTime() - start)),
                        secondsSince(start),
                        progress.detail());
        if (screen.kind() == Screen.Kind.TERMINAL) {
            screen.passing(line);
        } else {
            screen.line(line.stripTrailing());
        }
    }

    private static double secondsSince(long start) {
        return Math.round((System.nanoTime() - start) / 1e6) / 1e3;
    }
}
