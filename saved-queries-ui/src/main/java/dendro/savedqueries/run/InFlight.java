package dendro.savedqueries.run;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.problem.ProblemMapper;
import dendro.savedqueries.queryservice.Exchange;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * What this instance has asked the query-service and not yet handed on, so many at a time at most: each holds a thread.
 * Safe for any number of threads.
 */
final class InFlight {

    private final Semaphore free;
    private final Map<UUID, Place> byId = new ConcurrentHashMap<>();

    InFlight(int most) {
        this.free = new Semaphore(most);
    }

    /**
     * Takes a place, which whoever takes it must close.
     *
     * @throws ProblemException {@code overloaded} if there is none, {@code request-invalid} if the id has one
     */
    Place take(UUID id) {
        if (!free.tryAcquire()) {
            throw new Problem(ProblemType.OVERLOADED, "So many queries run already. Try again in a moment.")
                    .with(ProblemMapper.RETRY_AFTER, "1")
                    .exception();
        }
        Place place = new Place(id);
        if (byId.putIfAbsent(id, place) != null) {
            free.release();
            throw new Problem(ProblemType.REQUEST_INVALID, "A run with the id " + id + " is under way already.")
                    .exception();
        }
        return place;
    }

    /** Ends what is asked under an id, if this instance asks it; says whether it does. */
    boolean abandon(UUID id) {
        Optional<Place> place = Optional.ofNullable(byId.get(id));
        place.ifPresent(Place::abandon);
        return place.isPresent();
    }

    Set<UUID> ids() {
        return Set.copyOf(byId.keySet());
    }

    /** One call's place. */
    final class Place implements AutoCloseable {

        private final UUID id;
        private Optional<Exchange> exchange = Optional.empty();
        private boolean abandoned;
        private boolean closed;

        private Place(UUID id) {
            this.id = id;
        }

        /** What is asked, which ends at once if it has been abandoned before. */
        synchronized void holds(Exchange asked) {
            exchange = Optional.of(asked);
            if (abandoned) {
                asked.abandon();
            }
        }

        synchronized boolean isAbandoned() {
            return abandoned;
        }

        private synchronized void abandon() {
            abandoned = true;
            exchange.ifPresent(Exchange::abandon);
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                byId.remove(id, this);
                free.release();
            }
        }
    }
}
