package dendro.demo.world;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** A customer as of the moment the chronicle has reached; belongs to the one world being told. */
final class Customer {

    final String id;
    /** Lives as told, not by chance: never moves, changes jobs or charges back on its own. */
    final boolean settled;
    /** How much this customer buys, compared with others. */
    final double activity;
    /** The probability that a bill is paid late in quiet times. */
    final double carelessness;

    final Set<String> merchantsKnown = new HashSet<>();

    String job;
    String city;
    Instant inCitySince;
    /** A year's, in whole units of currency. */
    long income;
    /** In whole units of currency. */
    BigDecimal creditLimit;

    int billsPaidLate;
    /** A chargeback is followed by a time in which little goes well. */
    Instant inTroubleUntil;

    Customer(
            String id,
            boolean settled,
            double activity,
            double carelessness,
            String job,
            String city,
            long income,
            BigDecimal creditLimit,
            Instant joined) {
        this.id = id;
        this.settled = settled;
        this.activity = activity;
        this.carelessness = carelessness;
        this.job = job;
        this.city = city;
        this.income = income;
        this.creditLimit = creditLimit;
        this.inCitySince = joined;
        this.inTroubleUntil = joined;
    }

    boolean inTrouble(Instant now) {
        return now.isBefore(inTroubleUntil);
    }
}
