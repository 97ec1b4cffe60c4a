package dendro.demo.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends purchases, so many a second, on a thread of its own, one after the other: if the databases or Kafka are slow, fewer
 * are made, and nothing piles up.
 *
 * <p>Use: construct, {@link #start}, {@link #close}; the counters may be read by any thread at any time.
 */
public final class Simulator implements AutoCloseable {

    private static final Duration TO_STOP = Duration.ofSeconds(30);

    private final Supplier<MadePurchase> purchases;
    private final Consumer<MadePurchase> messages;
    private final Duration pause;
    private final Thread thread = new Thread(this::run, "simulator");
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicLong sent = new AtomicLong();
    private volatile @Nullable SimulatorException failure;

    /**
     * A simulator that has not begun.
     *
     * @param purchases makes one, each time it is asked
     * @param messages takes it
     * @param purchasesPerSecond above 0
     */
    public Simulator(Supplier<MadePurchase> purchases, Consumer<MadePurchase> messages, double purchasesPerSecond) {
        if (!(purchasesPerSecond > 0)) {
            throw new IllegalArgumentException(
                    "The simulator makes more than 0 purchases a second, not " + purchasesPerSecond + ".");
        }
        this.purchases = purchases;
        this.messages = messages;
        this.pause = Duration.ofNanos((long) (1e9 / purchasesPerSecond));
    }

    /** Begins. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** How many purchases have been sent. */
    public long sent() {
        return sent.get();
    }

    /** Why the simulator ended on its own, if it did. */
    public Optional<SimulatorException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Ends after the purchase at hand; returns when nothing more will be sent. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(TO_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            long next = System.nanoTime();
            while (!stopping.await(next - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                messages.accept(purchases.get());
                sent.incrementAndGet();
                // What was missed while something was slow is not made up for.
                next = Math.max(next, System.nanoTime() - pause.toNanos()) + pause.toNanos();
            }
        } catch (SimulatorException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new SimulatorException("The simulator failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
