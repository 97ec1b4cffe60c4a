package dendro.savedqueries.run;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says now and then that this instance is alive, and finds the runs that are lost, until the service ends. */
final class RunUpkeep implements Managed {

    /** How long an instance may be silent before its runs are lost. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(RunUpkeep.class);
    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final Duration LEAVE = Duration.ofSeconds(5);

    private final RunStore store;
    private final InFlight inFlight;
    private final boolean isAlone;
    private final ScheduledExecutorService thread;

    /**
     * The upkeep of a store.
     *
     * @param isAlone whether no other instance can have the database open
     */
    RunUpkeep(RunStore store, InFlight inFlight, boolean isAlone) {
        this.store = store;
        this.inFlight = inFlight;
        this.isAlone = isAlone;
        this.thread = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread named = new Thread(runnable, "runs-upkeep");
            named.setDaemon(true);
            return named;
        });
    }

    @Override
    public void start() {
        if (isAlone) {
            store.isAlone();
        }
        beat();
        var unused = thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        beat();
                    } catch (RuntimeException e) {
                        // Else it would never be done again.
                        LOG.warn("the database of runs cannot be looked after", e);
                    }
                },
                BEAT.toMillis(),
                BEAT.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void beat() {
        store.beat();
        int lost = store.loseAbandoned(inFlight::ids);
        if (lost > 0) {
            LOG.warn("runs were lost, for the instance that had them under way has ended; runs={}", lost);
        }
    }

    @Override
    public void stop() throws InterruptedException {
        thread.shutdownNow();
        if (thread.awaitTermination(LEAVE.toMillis(), TimeUnit.MILLISECONDS)) {
            store.leave();
        }
    }
}
