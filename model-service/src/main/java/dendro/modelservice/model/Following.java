package dendro.modelservice.model;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the aliases every second, on a thread of its own, from {@link #start} to {@link #stop}. */
public final class Following implements Managed {

    private static final Logger log = LoggerFactory.getLogger(Following.class);

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration END_DEADLINE = Duration.ofSeconds(15);

    private final List<FollowedAlias> aliases;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "alias-following");

    /** Follows these; they are closed with it. */
    public Following(List<FollowedAlias> aliases) {
        this.aliases = List.copyOf(aliases);
    }

    @Override
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stopping.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                aliases.forEach(Following::look);
            }
        } catch (InterruptedException e) {
            // Only stop() interrupts, when a look takes too long.
            Thread.currentThread().interrupt();
        }
    }

    private static void look(FollowedAlias alias) {
        try {
            alias.look();
        } catch (RuntimeException | Error e) {
            log.error("Looking after {} of model {} failed", alias.alias(), alias.model(), e);
        }
    }

    @Override
    public void stop() throws InterruptedException {
        stopping.countDown();
        thread.join(END_DEADLINE.toMillis());
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(END_DEADLINE.toMillis());
        }
        aliases.forEach(FollowedAlias::close);
    }
}
