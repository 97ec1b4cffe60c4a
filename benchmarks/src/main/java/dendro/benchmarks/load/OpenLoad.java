package dendro.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Requests at a rate, each at its appointed time whether or not others have been answered. Latency is counted from that
 * time: a service that stands still for a second makes all those late that would have been sent meanwhile, not one
 * (what Gil Tene calls coordinated omission is the error of counting one).
 *
 * @param endpoint where to
 * @param requests sent in turn, over and over
 */
public record OpenLoad(Endpoint endpoint, List<byte[]> requests) {

    /** More than are ever under way: with none free a request goes out late, and is counted as late. */
    private static final int CONNECTIONS = 32;

    private static final int DIGITS = 3;

    /** Latencies in nanoseconds. */
    public Histogram at(double perSecond, Duration duration) {
        Histogram latencies = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(2), DIGITS);
        AtomicLong next = new AtomicLong();
        double interval = 1e9 / perSecond;
        long count = (long) (perSecond * duration.toNanos() / 1e9);
        long begun = System.nanoTime();
        Senders.run(CONNECTIONS, () -> {
            for (long number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                long appointed = begun + (long) (number * interval);
                awaitTime(appointed);
                endpoint.answered(requests.get((int) (number % requests.size())));
                latencies.recordValue(System.nanoTime() - appointed);
            }
        });
        return latencies;
    }

    private static void awaitTime(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
