package dendro.benchmarks;

import dendro.benchmarks.load.Endpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * People who each ask one heavy query after the other: all purchases are compared with all others of the same merchant,
 * three at a time, for which no time that a query may take is enough.
 */
final class Analysts implements AutoCloseable {

    /** What each query may take; no more than a query-service allows if nothing else is configured. */
    static final Duration EACH = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String HEAVY = "[:find (count ?a) . :in $purchases :where"
            + " [$purchases ?a :purchase/merchant-id ?m] [$purchases ?b :purchase/merchant-id ?m]"
            + " [$purchases ?a :purchase/amount ?x] [$purchases ?b :purchase/amount ?y]"
            + " [$purchases ?c :purchase/installments ?i] [(+ ?x ?y) ?sum] [(+ ?sum ?i) ?all] [(= ?all -1)]]";

    private final ServiceProcess service;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable String> unexpected = new AtomicReference<>();
    private volatile boolean ended;

    Analysts(ServiceProcess service) {
        this.service = service;
    }

    /**
     * How long one of their queries takes while no other runs, up to what it may take.
     *
     * @throws IllegalStateException if it ends before
     */
    Duration aloneTakes() {
        long begun = System.nanoTime();
        Endpoint.Answer answer = ask(0);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        if (!answer.text().contains("query-timeout") || took.compareTo(EACH) < 0) {
            throw new IllegalStateException("The heavy query is not heavy enough: after " + took.toMillis()
                    + " ms the query-service answers " + answer.status() + ": " + answer.text());
        }
        return took;
    }

    /** Has so many of them ask, and returns once the service is as busy as it gets. */
    void begin(int analysts) {
        for (int number = 0; number < analysts; number++) {
            int self = number;
            Thread thread = new Thread(() -> askOn(self), "analyst-" + number);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        long deadline = System.nanoTime() + EACH.toNanos();
        while (service.analysisMetric("dendro_pool_busy{pool=\"analysis\"")
                        + service.analysisMetric("dendro_pool_waiting{pool=\"analysis\"")
                < analysts) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The analysts do not keep the query-service busy.");
            }
            pause();
        }
    }

    /**
     * Makes sure that they kept on asking what is heavy.
     *
     * @throws IllegalStateException if one of their queries was answered, or one of them was refused
     */
    void requireNoneFinished() {
        if (unexpected.get() != null) {
            throw new IllegalStateException("A heavy query came back with: " + unexpected.get());
        }
    }

    private void askOn(int number) {
        try {
            while (!ended) {
                String answer = ask(number).text();
                if (!answer.contains("query-timeout") && !answer.contains("overloaded")) {
                    unexpected.set(answer);
                }
            }
        } catch (RuntimeException e) {
            if (!ended) {
                unexpected.set(e.toString());
            }
        }
    }

    private Endpoint.Answer ask(int number) {
        String body =
                "{\"allow-cartesian\": true, \"timeout-ms\": " + EACH.toMillis() + ", \"query\": \"" + HEAVY + "\"}";
        return service.endpoint("/v1/query", ServiceFiles.analyst(number), PATIENCE)
                .post(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the analysts began.", e);
        }
    }

    /** They ask no more; what they have asked goes on until the service ends. */
    @Override
    public void close() {
        ended = true;
    }
}
