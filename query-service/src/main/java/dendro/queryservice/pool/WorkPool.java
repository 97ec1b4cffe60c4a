package dendro.queryservice.pool;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** So many threads and so long a queue for one kind of work; {@link #close} ends the threads. */
public final class WorkPool implements AutoCloseable {

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
     * Does work on one of the threads and waits for it.
     *
     * @throws ProblemException {@code overloaded} if the queue is full or the wait in it too long; otherwise what the
     *     work throws
     */
    public <T> T run(Supplier<T> task) {
        AtomicBoolean taken = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<T> future = new FutureTask<>(task::get);
        try {
            threads.execute(() -> {
                if (taken.compareAndSet(false, true)) {
                    begun.countDown();
                    future.run();
                }
            });
            if (!begun.await(patience.toMillis(), TimeUnit.MILLISECONDS) && taken.compareAndSet(false, true)) {
                throw overloaded("it has waited for " + patience.toMillis() + " ms");
            }
            return future.get();
        } catch (RejectedExecutionException e) {
            throw overloaded("so much is waiting already");
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw overloaded("the service is stopping");
        }
    }

    /** What it does, such as {@code analysis}. */
    public String work() {
        return work;
    }

    /** How much is done at a time. */
    public int size() {
        return threads.getMaximumPoolSize();
    }

    /** How much is being done. */
    public int busy() {
        return threads.getActiveCount();
    }

    /** How much waits. */
    public int waiting() {
        return threads.getQueue().size();
    }

    private ProblemException overloaded(String why) {
        return new Problem(
                        ProblemType.OVERLOADED,
                        "The service has more " + work + " to do than it can; this was not begun: " + why
                                + ". Try again in a moment.")
                .with("pool", work)
                .exception();
    }

    private static RuntimeException unchecked(@org.jspecify.annotations.Nullable Throwable cause) {
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
