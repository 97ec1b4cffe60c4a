package dendro.modelservice.kafka;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;

/** Says that something has come. Thread-safe; one thread waits. */
final class Signal {

    private final Semaphore come = new Semaphore(0);

    void give() {
        come.release();
    }

    /**
     * Returns once a signal has been given since this last returned, or this time is over.
     *
     * @throws InterruptException if this thread is interrupted, as Kafka's own waits do
     */
    void await(Duration time) {
        try {
            if (come.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
                come.drainPermits();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
