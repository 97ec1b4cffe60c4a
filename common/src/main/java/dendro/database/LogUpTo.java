package dendro.database;

import datomic.Log;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** The log of a database as if its newest transaction were {@code t}: what comes later is not there. */
final class LogUpTo implements Log {

    private static final Object T = clojure.lang.Keyword.intern("t");

    private final Log whole;
    private final long t;

    LogUpTo(Log whole, long t) {
        this.whole = whole;
        this.t = t;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Iterable<Map> txRange(Object from, Object to) {
        Iterable<Map> range = whole.txRange(from, to);
        return range == null ? java.util.List.of() : () -> new UpTo(range.iterator());
    }

    /** A query may return the log as a value; what it is made of is nobody's business. */
    @Override
    public String toString() {
        return "the log up to t " + t;
    }

    @SuppressWarnings("rawtypes")
    private final class UpTo implements Iterator<Map> {

        private final Iterator<Map> all;
        private Optional<Map> next = Optional.empty();
        private boolean ended;

        UpTo(Iterator<Map> all) {
            this.all = all;
        }

        @Override
        public boolean hasNext() {
            if (next.isEmpty() && !ended) {
                next = all.hasNext() ? Optional.of(all.next()) : Optional.empty();
                ended = next.isEmpty()
                        || ((Number) java.util.Objects.requireNonNull(next.get().get(T))).longValue() > t;
                if (ended) {
                    next = Optional.empty();
                }
            }
            return next.isPresent();
        }

        @Override
        public Map next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException("The log shows no later transaction.");
            }
            Map transaction = next.orElseThrow();
            next = Optional.empty();
            return transaction;
        }
    }
}
