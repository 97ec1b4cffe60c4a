package dendro.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests as fast as they are answered: each of so many connections sends the next one when it has the answer to the
 * last.
 *
 * @param endpoint where to
 * @param requests sent in turn, over and over
 */
public record ClosedLoad(Endpoint endpoint, List<byte[]> requests) {

    /** How many requests were answered a second. */
    public double perSecond(int connections, Duration duration) {
        AtomicLong sent = new AtomicLong();
        long begun = System.nanoTime();
        Senders.run(connections, () -> {
            while (System.nanoTime() - begun < duration.toNanos()) {
                endpoint.answered(requests.get((int) (sent.getAndIncrement() % requests.size())));
            }
        });
        return sent.get() / ((System.nanoTime() - begun) / 1e9);
    }
}
