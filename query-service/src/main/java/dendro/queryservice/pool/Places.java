package dendro.queryservice.pool;

import dendro.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * So many places and so long a queue for work that its callers do themselves: what is streamed ends when a reader far away
 * has read, on the thread that writes to it; and what takes a millisecond would wait about as long for another thread as
 * it takes. Safe for any number of threads.
 */
public final class Places implements Pool {

    private final String work;
    private final int size;
    private final int queue;
    private final Duration patience;
    private final Semaphore free;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * Places, all of them free.
     *
     * @param work such as {@code training}, for messages
     * @param size how much of it is done at a time
     * @param queue how much more may wait
     * @param patience how long it may wait
     */
    public Places(String work, int size, int queue, Duration patience) {
        this.work = work;
        this.size = size;
        this.queue = queue;
        this.patience = patience;
        this.free = new Semaphore(size, true);
    }

    /** A place that is taken until it is closed; closing it again does nothing. */
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes a place, waiting for one behind those who came before.
     *
     * @throws ProblemException {@code overloaded} if the queue is full or the wait in it too long
     */
    public Place take() {
        try {
            // With a timeout, be it none at all, nobody is overtaken.
            if (!free.tryAcquire(0, TimeUnit.MILLISECONDS)) {
                await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Pool.overloaded(work, "the service is stopping");
        }
        AtomicBoolean taken = new AtomicBoolean(true);
        return () -> {
            if (taken.compareAndSet(true, false)) {
                free.release();
            }
        };
    }

    /**
     * Does work in a place.
     *
     * @throws ProblemException {@code overloaded} if the queue is full or the wait in it too long
     */
    public <T> T run(Supplier<T> task) {
        Place place = take();
        try {
            return task.get();
        } finally {
            place.close();
        }
    }

    private void await() throws InterruptedException {
        try {
            if (waiting.incrementAndGet() > queue) {
                throw Pool.overloaded(work, "so much is waiting already");
            }
            if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Pool.overloaded(work, "it has waited for " + patience.toMillis() + " ms");
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    @Override
    public String work() {
        return work;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int busy() {
        return size - free.availablePermits();
    }

    @Override
    public int waiting() {
        return waiting.get();
    }
}
