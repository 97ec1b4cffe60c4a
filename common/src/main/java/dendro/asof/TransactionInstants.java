package dendro.asof;

import datomic.Database;
import datomic.Datom;
import java.util.Arrays;
import java.util.Date;

/**
 * When each transaction of a database happened: which one is the newest at an instant. Transactions' entity ids and
 * instants grow together. Immutable; true up to the basis it was read at.
 */
final class TransactionInstants {

    private final long[] transactions;
    private final long[] instants;

    private TransactionInstants(long[] transactions, long[] instants) {
        this.transactions = transactions;
        this.instants = instants;
    }

    static TransactionInstants of(Database newest) {
        long[] transactions = new long[1024];
        long[] instants = new long[1024];
        int size = 0;
        for (Datom datom : newest.datoms(Database.AEVT, ":db/txInstant")) {
            if (size == transactions.length) {
                transactions = Arrays.copyOf(transactions, 2 * size);
                instants = Arrays.copyOf(instants, 2 * size);
            }
            transactions[size] = (Long) datom.e();
            instants[size++] = ((Date) datom.v()).getTime();
        }
        return new TransactionInstants(Arrays.copyOf(transactions, size), Arrays.copyOf(instants, size));
    }

    /** The number of the newest transaction at or before an instant, in milliseconds; -1 if there is none. */
    int newestAtOrBefore(long millis) {
        int low = 0;
        int high = instants.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (instants[middle] <= millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** Whether a transaction is still the newest at an instant. */
    boolean isNewestAt(int number, long millis) {
        return number >= 0
                && instants[number] <= millis
                && (number + 1 == instants.length || instants[number + 1] > millis);
    }

    /** The entity id of a transaction; 0, before all, for -1. */
    long transaction(int number) {
        return number < 0 ? 0 : transactions[number];
    }

    long bytes() {
        return 16L * transactions.length;
    }
}
