package dendro.blackbox;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps what lies outside the heap from being released while it is used: use holds the read lock, closing the write
 * lock.
 */
final class UseUntilClosed {

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final String saidWhenClosed;
    private final Runnable release;
    private boolean closed;

    /**
     * Something open.
     *
     * @param saidWhenClosed to who comes too late
     * @param release is run once
     */
    UseUntilClosed(String saidWhenClosed, Runnable release) {
        this.saidWhenClosed = saidWhenClosed;
        this.release = release;
    }

    /**
     * What the use gives.
     *
     * @throws IllegalStateException after {@link #close}
     */
    <T> T use(Supplier<T> use) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException(saidWhenClosed);
            }
            return use.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Waits for every use under way, then releases; a second call does nothing. */
    void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                release.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
