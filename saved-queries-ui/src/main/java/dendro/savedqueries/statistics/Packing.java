package dendro.savedqueries.statistics;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Packs the days that are over, soon after the service starts and now and then, until it ends. */
public final class Packing implements Managed {

    private static final Logger LOG = LoggerFactory.getLogger(Packing.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration LEAVE = Duration.ofSeconds(5);

    private final RunDays days;
    private final ScheduledExecutorService thread;

    /** Of the days of a store. */
    public Packing(RunDays days) {
        this.days = days;
        this.thread = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread named = new Thread(runnable, "statistics-packing");
            named.setDaemon(true);
            return named;
        });
    }

    @Override
    public void start() {
        var unused = thread.scheduleWithFixedDelay(this::packAll, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void packAll() {
        try {
            boolean isMore = true;
            while (isMore && !Thread.currentThread().isInterrupted()) {
                isMore = days.packNext();
            }
        } catch (RuntimeException e) {
            // Else it would never be done again. Until it is, statistics read the runs.
            LOG.warn("the runs of a day cannot be packed for statistics", e);
        }
    }

    @Override
    public void stop() throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(LEAVE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("a day is still being packed for statistics");
        }
    }
}
