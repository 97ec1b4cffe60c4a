package dendro.asof;

import datomic.Peer;
import dendro.cursor.ResolvedCursor;
import dendro.database.ObservedDatabase;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resolves rows' timestamps, one after the other, to the newest transaction of each database. Rows of one transaction
 * share their moment, so the last one is kept. For one thread.
 */
final class Moments {

    private final List<ObservedDatabase> databases;
    private final List<TransactionInstants> instants;
    private final int[] numbers;
    private final long[] transactions;
    private final ResolvedCursor beginning;
    private @Nullable ResolvedCursor cursor;

    /**
     * Moments in databases.
     *
     * @param databases by source, in the order of their names
     * @param instants of each one's transactions
     * @param beginning the cursor before the first of them
     */
    Moments(List<ObservedDatabase> databases, List<TransactionInstants> instants, ResolvedCursor beginning) {
        this.databases = databases;
        this.instants = instants;
        this.numbers = new int[databases.size()];
        this.transactions = new long[databases.size()];
        this.beginning = beginning;
        Arrays.fill(numbers, -1);
        Arrays.fill(transactions, -1);
    }

    /**
     * Resolves an instant; throws {@code cursor-not-reached}.
     *
     * @param asOf gets, by source, the entity id of the newest transaction at the instant
     */
    void at(Instant instant, long[] asOf) {
        for (int source = 0; source < transactions.length; source++) {
            long transaction = at(source, instant);
            if (transaction != transactions[source]) {
                transactions[source] = transaction;
                cursor = null;
            }
            asOf[source] = transaction;
        }
    }

    /** How many databases there are. */
    int sources() {
        return transactions.length;
    }

    private long at(int source, Instant instant) {
        ObservedDatabase database = databases.get(source);
        TransactionInstants known = instants.get(source);
        if (!instant.isBefore(database.observedAt())) {
            // Refuses the instant.
            var unused = database.at(instant);
        }
        long millis = instant.toEpochMilli();
        if (!known.isNewestAt(numbers[source], millis)) {
            numbers[source] = known.newestAtOrBefore(millis, Math.max(0, numbers[source]));
        }
        return known.transaction(numbers[source]);
    }

    /** The cursor of the moment resolved last. */
    ResolvedCursor cursor() {
        ResolvedCursor known = cursor;
        if (known == null) {
            long[] basis = new long[transactions.length];
            for (int source = 0; source < basis.length; source++) {
                basis[source] = transactions[source] == 0 ? 0 : Peer.toT(transactions[source]);
            }
            known = beginning.atOwned(basis);
            cursor = known;
        }
        return known;
    }
}
