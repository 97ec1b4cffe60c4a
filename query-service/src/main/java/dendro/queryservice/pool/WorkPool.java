package dendro.queryservice.pool;

import dendro.problem.ProblemException;
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
public final class WorkPool implements Pool, AutoCloseable {

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
                throw Pool.overloaded(work, "it has waited for " + patience.toMillis() + " ms");
            }
            return future.get();
        } catch (RejectedExecutionException e) {
            throw Pool.overloaded(work, "so much is waiting already");
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Pool.overloaded(work, "the service is stopping");
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
