package dendro.queryservice.pool;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** So many threads and so long a queue for one kind of work; {@link #close} ends the threads. */
public final class WorkPool implements Pool, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkPool.class);

    /** How soon it is seen that a client has gone. Most work is done before. */
    private static final long LOOK_MILLIS = 100;

    private final String work;
    private final Duration patience;
    private final ThreadPoolExecutor threads;

    /**
     * A pool.
     *
     * @param work such as {@code analysis}, for messages and thread names
     * @param size how much of it is done at a time
     * @param queue how much more may wait
     * @param patience how long it may wait
     */
    public WorkPool(String work, int size, int queue, Duration patience) {
        this.work = work;
        this.patience = patience;
        AtomicInteger number = new AtomicInteger();
        this.threads =
                new ThreadPoolExecutor(size, size, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(queue), task -> {
                    Thread thread = new Thread(task, work + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Does work on one of the threads and waits for it. Work whose client goes while it waits in the queue is not begun; the
     * client goes on being asked for while the work is done, so that it can end that.
     *
     * @throws ProblemException {@code overloaded} if the queue is full or the wait in it too long, {@code query-cancelled}
     *     if the client went before the work was begun; otherwise what the work throws
     */
    public <T> T run(Client client, Supplier<T> task) {
        Waiting<T> waiting = new Waiting<>(task);
        try {
            threads.execute(waiting);
            awaitBeginning(waiting, client);
            return result(waiting, client);
        } catch (RejectedExecutionException e) {
            throw Pool.overloaded(work, "so much is waiting already");
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Pool.overloaded(work, "the service is stopping");
        }
    }

    private void awaitBeginning(Waiting<?> waiting, Client client) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long left = patience.toMillis();
        while (!waiting.begun.await(Math.min(left, LOOK_MILLIS), TimeUnit.MILLISECONDS)) {
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (client.isGone() && withdraw(waiting)) {
                throw new Problem(
                                ProblemType.QUERY_CANCELLED,
                                "The client has gone while this waited for a thread; it was not begun.")
                        .exception();
            }
            if (left <= 0 && withdraw(waiting)) {
                throw Pool.overloaded(work, "it has waited for " + patience.toMillis() + " ms");
            }
        }
    }

    /** Takes work out of the queue, unless a thread has taken it. */
    private boolean withdraw(Waiting<?> waiting) {
        boolean withdrawn = waiting.taken.compareAndSet(false, true);
        if (withdrawn) {
            threads.remove(waiting);
        }
        return withdrawn;
    }

    private static <T> T result(Waiting<T> waiting, Client client) throws InterruptedException, ExecutionException {
        while (true) {
            try {
                return waiting.result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                var unused = client.isGone();
            }
        }
    }

    /** Work that is done by whoever takes it first, if it is not withdrawn. */
    private final class Waiting<T> implements Runnable {

        private final long since = System.nanoTime();
        private final @Nullable Map<String, String> logContext = MDC.getCopyOfContextMap();
        private final AtomicBoolean taken = new AtomicBoolean();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final FutureTask<T> result;

        Waiting(Supplier<T> task) {
            this.result = new FutureTask<>(task::get);
        }

        @Override
        public void run() {
            if (taken.compareAndSet(false, true)) {
                begun.countDown();
                MDC.setContextMap(logContext == null ? Map.of() : logContext);
                LOG.debug("{} begins after {} us in the queue", work, (System.nanoTime() - since) / 1000);
                try {
                    result.run();
                } finally {
                    MDC.clear();
                }
            }
        }
    }

    @Override
    public String work() {
        return work;
    }

    @Override
    public int size() {
        return threads.getMaximumPoolSize();
    }

    @Override
    public int busy() {
        return threads.getActiveCount();
    }

    @Override
    public int waiting() {
        return threads.getQueue().size();
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
