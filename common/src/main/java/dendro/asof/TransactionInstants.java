package dendro.asof;

import clojure.lang.Keyword;
import datomic.Database;
import datomic.Datom;
import datomic.Peer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;

/**
 * When each transaction of a database happened: which one is the newest at an instant. Transactions' entity ids and
 * instants grow together. Immutable; true up to the basis it was read at.
 */
final class TransactionInstants {

    static final Keyword ATTRIBUTE = Keyword.intern("db", "txInstant");

    /** The attribute's entity id, the same in every database. */
    private static final long TX_INSTANT = 50;

    /** A shard's rows leave gaps between them: to look at so many neighbours costs less than a search. */
    private static final int NEAR = 32;

    private final long[] transactions;
    private final long[] instants;

    private TransactionInstants(long[] transactions, long[] instants) {
        this.transactions = transactions;
        this.instants = instants;
    }

    /** Those of a database that has none. */
    static TransactionInstants none() {
        return new TransactionInstants(new long[0], new long[0]);
    }

    /**
     * These and those that the database has had since.
     *
     * @param expected about how many transactions it has
     */
    TransactionInstants extendedTo(Database newest, long expected) {
        int size = transactions.length;
        int capacity = (int) Math.min(Math.max(expected, size + 1024L), Integer.MAX_VALUE / 2);
        long[] longer = Arrays.copyOf(transactions, capacity);
        long[] longerInstants = Arrays.copyOf(instants, capacity);
        long last = size == 0 ? Long.MIN_VALUE : transactions[size - 1];
        for (Datom datom : size == 0 ? all(newest) : newest.seekDatoms(Database.AEVT, TX_INSTANT, last)) {
            if (!(datom.v() instanceof Date instant) || ((Number) datom.a()).longValue() != TX_INSTANT) {
                break;
            }
            if ((Long) datom.e() > last) {
                if (size == longer.length) {
                    longer = Arrays.copyOf(longer, 2 * size);
                    longerInstants = Arrays.copyOf(longerInstants, 2 * size);
                }
                longer[size] = (Long) datom.e();
                longerInstants[size++] = instant.getTime();
            }
        }
        return new TransactionInstants(Arrays.copyOf(longer, size), Arrays.copyOf(longerInstants, size));
    }

    private static Iterable<Datom> all(Database newest) {
        return newest.datoms(Database.AEVT, TX_INSTANT);
    }

    /** The number of the newest transaction at or before an instant, in milliseconds; -1 if there is none. */
    int newestAtOrBefore(long millis) {
        return newestAtOrBefore(millis, 0);
    }

    /**
     * The number of the newest transaction at or before an instant, in milliseconds; -1 if there is none.
     *
     * @param guess the number of one that is likely to be little before it
     */
    int newestAtOrBefore(long millis, int guess) {
        return lastUpTo(instants, millis, guess);
    }

    /**
     * The number of a transaction.
     *
     * @param guess the number of one that is likely to be the same or little before it
     */
    int number(long transaction, int guess) {
        int number = lastUpTo(transactions, transaction, guess);
        if (number < 0 || transactions[number] != transaction) {
            throw new IllegalArgumentException(transaction + " is none of these transactions.");
        }
        return number;
    }

    /** Where the last of the ascending values stands that is no more than a bound; -1 if all are more. */
    private static int lastUpTo(long[] ascending, long bound, int guess) {
        int low = 0;
        if (guess < ascending.length && ascending[guess] <= bound) {
            int near = Math.min(guess + NEAR, ascending.length);
            for (low = guess + 1; low < near; low++) {
                if (ascending[low] > bound) {
                    return low - 1;
                }
            }
        }
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] <= bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** When the transaction of a number happened. */
    Instant instant(int number) {
        return Instant.ofEpochMilli(instants[number]);
    }

    /** The t of the newest transaction at or before an instant; 0 if there is none. */
    long basisAt(Instant instant) {
        boolean isAfterAll =
                instants.length == 0 || instant.isAfter(Instant.ofEpochMilli(instants[instants.length - 1]));
        int number = isAfterAll ? instants.length - 1 : newestAtOrBefore(instant.toEpochMilli());
        return number < 0 ? 0 : Peer.toT(transactions[number]);
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
}
