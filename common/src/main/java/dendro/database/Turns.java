package dendro.database;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A piece of work that many wait for and that is done once for all of them: at any time at most one run is under way and
 * at most one waits for its turn. Safe for any number of threads.
 */
final class Turns {

    private final Executor one;
    private final Runnable work;
    private Optional<CompletableFuture<Void>> waiting = Optional.empty();

    /** Turns of some work, taken on an executor that runs one thing at a time. */
    Turns(Executor one, Runnable work) {
        this.one = one;
        this.work = work;
    }

    /** The run that begins next, after this call; it completes however the work ends. */
    synchronized CompletableFuture<Void> next() {
        if (waiting.isEmpty()) {
            CompletableFuture<Void> turn = new CompletableFuture<>();
            waiting = Optional.of(turn);
            try {
                one.execute(() -> take(turn));
            } catch (RejectedExecutionException e) {
                // Closed meanwhile: there is nothing to wait for any more.
                turn.complete(null);
            }
        }
        return waiting.get();
    }

    private void take(CompletableFuture<Void> turn) {
        synchronized (this) {
            waiting = Optional.empty();
        }
        try {
            work.run();
        } finally {
            turn.complete(null);
        }
    }
}
