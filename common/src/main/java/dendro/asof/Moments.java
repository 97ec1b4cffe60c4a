package dendro.asof;

import datomic.Peer;
import dendro.cursor.ResolvedCursor;
import dendro.database.ObservedDatabase;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Resolves rows' timestamps, one after the other, to the newest transaction of each database. Rows of one transaction
 * share their moment, so the last one is kept. For one thread.
 */
final class Moments {

    private final List<ObservedDatabase> databases;
    private final List<Optional<TransactionInstants>> instants;
    private final int[] numbers;
    private final long[] transactions;
    private Optional<ResolvedCursor> cursor = Optional.empty();

    /**
     * Moments in databases.
     *
     * @param databases by source
     * @param instants of each one's transactions; where they are not at hand, the database is asked
     */
    Moments(List<ObservedDatabase> databases, List<Optional<TransactionInstants>> instants) {
        this.databases = databases;
        this.instants = instants;
        this.numbers = new int[databases.size()];
        this.transactions = new long[databases.size()];
        Arrays.fill(numbers, -1);
        Arrays.fill(transactions, -1);
    }

    /** By source the entity id of the newest transaction at an instant; throws {@code cursor-not-reached}. */
    long[] at(Instant instant) {
        for (int source = 0; source < transactions.length; source++) {
            long transaction = at(source, instant);
            if (transaction != transactions[source]) {
                transactions[source] = transaction;
                cursor = Optional.empty();
            }
        }
        return transactions;
    }

    private long at(int source, Instant instant) {
        ObservedDatabase database = databases.get(source);
        Optional<TransactionInstants> known = instants.get(source);
        if (known.isEmpty() || !instant.isBefore(database.observedAt())) {
            long t = database.at(instant).t();
            return t == 0 ? 0 : (Long) Peer.toTx(t);
        }
        long millis = instant.toEpochMilli();
        if (!known.get().isNewestAt(numbers[source], millis)) {
            numbers[source] = known.get().newestAtOrBefore(millis);
        }
        return known.get().transaction(numbers[source]);
    }

    /** The cursor of the moment resolved last. */
    ResolvedCursor cursor() {
        if (cursor.isEmpty()) {
            TreeMap<String, Long> basis = new TreeMap<>();
            for (int source = 0; source < transactions.length; source++) {
                basis.put(databases.get(source).name(), transactions[source] == 0 ? 0 : Peer.toT(transactions[source]));
            }
            cursor = Optional.of(ResolvedCursor.of(basis));
        }
        return cursor.get();
    }
}
