package dendro.savedqueries.schedule;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that look for schedules and alerts that are due, until the service ends. */
final class Schedules implements Managed {

    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);
    private static final Duration LEAVE = Duration.ofSeconds(10);

    private final ScheduledExecutorService threads;
    private final ExecutorService sending;
    private final ScheduleTurns turns;
    private final Webhook webhook;
    private final int atOnce;
    private final Duration look;

    Schedules(ScheduleTurns turns, Webhook webhook, ExecutorService sending, int atOnce, Duration look) {
        this.turns = turns;
        this.webhook = webhook;
        this.sending = sending;
        this.atOnce = atOnce;
        this.look = look;
        this.threads = Executors.newScheduledThreadPool(atOnce + 1, runnable -> {
            Thread thread = new Thread(runnable, "schedules");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void start() {
        for (int place = 0; place < atOnce; place++) {
            nowAndThen(turns::runDue);
        }
        nowAndThen(webhook::sendDue);
    }

    private void nowAndThen(Runnable work) {
        var unused = threads.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        // Else it would never be done again.
                        LOG.warn("schedules could not be looked after", e);
                    }
                },
                look.toMillis(),
                look.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws InterruptedException {
        threads.shutdownNow();
        sending.shutdownNow();
        if (!threads.awaitTermination(LEAVE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("a schedule still runs although the service ends");
        }
    }
}
