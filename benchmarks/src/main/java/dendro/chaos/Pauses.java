package dendro.chaos;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Times in which nothing is done on purpose. */
final class Pauses {

    private Pauses() {}

    static void of(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
