package dendro.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Runs the cases of one property on all processors until one does not hold. */
final class FuzzRun {

    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(20);

    private final FuzzedProperty property;
    private final long cases;
    private final long seed;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicBoolean holds = new AtomicBoolean(true);
    private final Instant begin = Instant.now();

    FuzzRun(FuzzedProperty property, long cases, long seed) {
        this.property = property;
        this.cases = cases;
        this.seed = seed;
    }

    /** Whether all cases hold. */
    boolean run() throws InterruptedException {
        System.out.println(cases + " cases from seed " + seed);
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < Runtime.getRuntime().availableProcessors(); number++) {
            Thread thread = new Thread(this::work, "fuzz-" + number);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                thread.join(BETWEEN_REPORTS.toMillis());
                report();
            }
        }
        return holds.get();
    }

    private void work() {
        long number;
        while (holds.get() && (number = next.getAndIncrement()) < cases) {
            long own = seed + number;
            try {
                Optional<String> counterexample = property.counterexample(own);
                if (counterexample.isPresent() && holds.compareAndSet(true, false)) {
                    System.out.println("The case of seed " + own + " does not hold. The smallest like it:\n"
                            + counterexample.get());
                }
            } catch (RuntimeException | Error e) {
                holds.set(false);
                System.out.println("The case of seed " + own + " fails:");
                e.printStackTrace(System.out);
            }
            done.incrementAndGet();
        }
    }

    private void report() {
        System.out.println(done.get() + " cases in "
                + Duration.between(begin, Instant.now()).toSeconds() + " s; " + property.summary());
    }
}
