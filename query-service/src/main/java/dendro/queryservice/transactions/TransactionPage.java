package dendro.queryservice.transactions;

import clojure.lang.Keyword;
import datomic.Database;
import datomic.Datom;
import datomic.Log;
import datomic.Peer;
import dendro.database.ObservedDatabase;
import dendro.database.Visibility;
import dendro.query.Cancellation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Some transactions of a log, in their order.
 *
 * @param transactions at most so many, with at most so many datoms in all; a single one that has more is cut
 * @param next the {@code t} of the one that follows, if there is one within the bounds
 */
record TransactionPage(List<Transaction> transactions, OptionalLong next) {

    private static final Keyword T = Keyword.intern("t");
    private static final Keyword DATA = Keyword.intern("data");

    /**
     * One transaction.
     *
     * @param t its number
     * @param instant its moment
     * @param datoms what it asserted and retracted, each {@code [e a v added]}
     * @param leftOut how many further ones there were
     */
    record Transaction(long t, Instant instant, List<List<Object>> datoms, long leftOut) {}

    /**
     * Reads a page.
     *
     * @param log up to the observation at least
     * @param observed the database itself, with nothing taken out
     * @param transactions most of them
     * @param datoms most of them
     */
    static TransactionPage read(
            Log log,
            Bounds.Resolved bounds,
            ObservedDatabase observed,
            Visibility visibility,
            int transactions,
            int datoms) {
        Attributes attributes = new Attributes(observed, visibility);
        List<Transaction> read = new ArrayList<>();
        long room = datoms;
        for (Map<?, ?> each : log.txRange(bounds.from(), bounds.to())) {
            long t = ((Number) Objects.requireNonNull(each.get(T))).longValue();
            if (read.size() == transactions) {
                return new TransactionPage(read, OptionalLong.of(t));
            }
            Transaction transaction =
                    transaction(t, (Iterable<?>) Objects.requireNonNull(each.get(DATA)), observed, attributes, datoms);
            room -= transaction.datoms().size();
            if (room < 0 && !read.isEmpty()) {
                return new TransactionPage(read, OptionalLong.of(t));
            }
            read.add(transaction);
        }
        return new TransactionPage(read, OptionalLong.empty());
    }

    private static Transaction transaction(
            long t, Iterable<?> data, ObservedDatabase observed, Attributes attributes, int most) {
        List<List<Object>> datoms = new ArrayList<>();
        long leftOut = 0;
        for (Object each : data) {
            Cancellation.requireMore();
            Datom datom = (Datom) each;
            if (attributes.isHidden(datom)) {
                continue;
            }
            if (datoms.size() < most) {
                datoms.add(List.of(datom.e(), attributes.name(datom), datom.v(), datom.added()));
            } else {
                leftOut++;
            }
        }
        return new Transaction(t, instant(observed.newest(), t), datoms, leftOut);
    }

    private static Instant instant(Database newest, long t) {
        Iterator<Datom> stamp =
                newest.datoms(Database.EAVT, Peer.toTx(t), ":db/txInstant").iterator();
        return stamp.hasNext() ? ((Date) stamp.next().v()).toInstant() : Instant.EPOCH;
    }

    /** Names and visibility of attributes, each looked up once. */
    private static final class Attributes {

        private final ObservedDatabase observed;
        private final Visibility visibility;
        private final Map<Object, Boolean> hidden = new HashMap<>();
        private final Map<Object, Object> names = new HashMap<>();

        Attributes(ObservedDatabase observed, Visibility visibility) {
            this.observed = observed;
            this.visibility = visibility;
        }

        boolean isHidden(Datom datom) {
            return hidden.computeIfAbsent(datom.a(), attribute -> visibility.hides(observed, attribute));
        }

        /** The newest name, as elsewhere; an attribute that has none any more is its id. */
        Object name(Datom datom) {
            return names.computeIfAbsent(
                    datom.a(),
                    attribute -> Objects.requireNonNullElse(observed.newest().ident(attribute), attribute));
        }
    }
}
