package dendro.demo.world;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Transacts a world, each event a transaction of its own with the instant it happened. Per database at
 * most {@value #WINDOW} transactions are under way; order within a database is kept.
 */
public final class WorldLoader {

    private static final int WINDOW = 64;
    private static final int DEADLINE_SECONDS = 30;

    /** How far loading has come. */
    @FunctionalInterface
    public interface Progress {

        /**
         * Called now and then by the loading thread.
         *
         * @param events transacted so far
         * @param reached the moment of the world's time
         */
        void reached(long events, Instant reached);
    }

    private final WorldDatabases databases;
    private final Progress progress;

    /** Into these databases, which must be empty. */
    public WorldLoader(WorldDatabases databases, Progress progress) {
        this.databases = databases;
        this.progress = progress;
    }

    /**
     * Transacts all events and waits until the last is done.
     *
     * @return how many there were
     * @throws IllegalStateException if a transaction is refused or takes longer than {@value #DEADLINE_SECONDS} seconds
     */
    public long load(Iterator<WorldEvent> events) {
        Map<String, Queue<Future<?>>> underWay = new HashMap<>();
        long count = 0;
        Instant reached = Instant.MIN;
        while (events.hasNext()) {
            WorldEvent event = events.next();
            Queue<Future<?>> window = underWay.computeIfAbsent(event.database(), name -> new ArrayDeque<>());
            if (window.size() == WINDOW) {
                await(window.remove(), event.database());
            }
            window.add(databases.connection(event.database()).transactAsync(event.transaction()));
            count++;
            reached = event.instant();
            if (count % 500 == 0) {
                progress.reached(count, reached);
            }
        }
        underWay.forEach((database, window) -> window.forEach(transaction -> await(transaction, database)));
        progress.reached(count, reached);
        return count;
    }

    private static void await(Future<?> transaction, String database) {
        try {
            transaction.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The database " + database + " refused a transaction: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "A transaction of the database " + database + " took longer than " + DEADLINE_SECONDS + " seconds.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Loading the demo world was interrupted.", e);
        }
    }
}
