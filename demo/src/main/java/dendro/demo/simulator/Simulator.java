package dendro.demo.simulator;

import dendro.demo.world.WorldDatabases;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes things happen, so many purchases a second, on a thread of its own; now and then a customer moves,
 * gets a new limit or pays a bill. Each purchase is transacted first and sent afterwards, one after the
 * other: if the databases or Kafka are slow, fewer purchases are made, and nothing piles up.
 *
 * <p>Use: construct, {@link #start}, {@link #close}; the counters may be read by any thread at any time.
 */
public final class Simulator implements AutoCloseable {

    private static final double OTHER_CHANGES_PER_PURCHASE = 0.25;
    private static final Duration TO_STOP = Duration.ofSeconds(30);

    private final Production production;
    private final Consumer<MadePurchase> messages;
    private final Duration pause;
    private final Random random;
    private final Cast cast;
    private final Queue<String> unpaidBills;
    private final Thread thread = new Thread(this::run, "simulator");
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicLong sent = new AtomicLong();
    private volatile @Nullable SimulatorException failure;

    /**
     * A simulator that has not begun.
     *
     * @param databases of the world in which things shall happen
     * @param messages takes each purchase once it is transacted
     * @param purchasesPerSecond above 0
     * @param seed of what happens to whom
     */
    public Simulator(WorldDatabases databases, Consumer<MadePurchase> messages, double purchasesPerSecond, long seed) {
        if (!(purchasesPerSecond > 0)) {
            throw new IllegalArgumentException(
                    "The simulator makes more than 0 purchases a second, not " + purchasesPerSecond + ".");
        }
        this.production = new Production(databases);
        this.messages = messages;
        this.pause = Duration.ofNanos((long) (1e9 / purchasesPerSecond));
        this.random = new Random(seed);
        this.cast = Cast.of(databases);
        this.unpaidBills = new ArrayDeque<>(cast.unpaidBills());
    }

    /** Begins. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** How many purchases have been transacted and sent. */
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
                purchase();
                if (random.nextDouble() < OTHER_CHANGES_PER_PURCHASE) {
                    somethingElse();
                }
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

    private void purchase() {
        String id = "pur-%06d".formatted(cast.purchases() + sent.get());
        Cast.Shop shop = pick(cast.merchants());
        long cents = Math.max(100, Math.round(12_000 * StrictMath.exp(1.1 * random.nextGaussian())));
        long installments = random.nextBoolean() ? 1 : 2 + random.nextInt(11);
        Instant instant = production.buy(id, pick(cast.customers()), shop.id(), cents, installments);
        messages.accept(new MadePurchase(id, cents, shop.name(), instant));
        sent.incrementAndGet();
    }

    private void somethingElse() {
        switch (random.nextInt(3)) {
            case 0 -> production.move(pick(cast.customers()), pick(cast.cities()));
            case 1 -> production.limit(pick(cast.customers()), BigDecimal.valueOf(10_000 + random.nextInt(900_000), 2));
            default -> {
                String bill = unpaidBills.poll();
                if (bill != null) {
                    production.pay(bill);
                }
            }
        }
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
