package dendro.model;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One writer at a time, among all threads of all processes: a lock on a file keeps processes apart, and
 * since such a lock is held by the whole process, another one keeps its threads apart. The system releases
 * the file's lock when a process dies.
 */
final class WriterLock {

    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Path file;
    private final Duration patience;

    WriterLock(Path file, Duration patience) {
        this.file = file;
        this.patience = patience;
    }

    /** What is done while the lock is held. */
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Does the work alone.
     *
     * @throws ProblemException {@code model-unavailable} if another writer keeps the lock too long
     */
    <T> T alone(Work<T> work) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        if (!tryInProcess()) {
            throw kept();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = locked(channel, deadline)) {
            lock.isValid();
            return work.run();
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    private boolean tryInProcess() {
        try {
            return IN_THIS_PROCESS.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private FileLock locked(FileChannel channel, long deadline) throws IOException {
        while (true) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - deadline > 0) {
                throw kept();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private ProblemException kept() {
        return new Problem(
                        ProblemType.MODEL_UNAVAILABLE,
                        "Another writer has kept " + file + " locked for " + patience.toSeconds() + " seconds.")
                .exception();
    }
}
