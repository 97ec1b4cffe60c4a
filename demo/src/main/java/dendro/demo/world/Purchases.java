package dendro.demo.world;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is bought, by whom and where, and what of it is charged back weeks later. */
final class Purchases {

    private static final String DATABASE = "purchases";
    private static final BigDecimal CENTS = BigDecimal.valueOf(100);

    private final Chronicle chronicle;
    private final Customers customers;
    private final Merchants merchants;

    Purchases(Chronicle chronicle, Customers customers, Merchants merchants) {
        this.chronicle = chronicle;
        this.customers = customers;
        this.merchants = merchants;
    }

    /** Purchases at even odds over the time in which things are bought, numbered in the order of time. */
    void spread(WorldSettings settings) {
        long from = settings.firstPurchase().toEpochMilli();
        double step = (double) (settings.end().toEpochMilli() - from) / settings.purchases();
        for (int number = 1; number <= settings.purchases(); number++) {
            int own = number;
            long millis = (long) (from + step * (number - 1 + chronicle.random().nextDouble()));
            chronicle.at(Instant.ofEpochMilli(millis), now -> someoneBuys("pur-%06d".formatted(own), now));
        }
    }

    /** {@code pur-108}: one book, for all that his limit allows, in one installment. */
    void quercusBuysABook(Customer quercus, Merchant bookshop, Instant when) {
        chronicle.at(when, now -> buy("pur-108", quercus, bookshop, 133_700, 1, now));
    }

    private void someoneBuys(String id, Instant now) {
        Customer customer = someone(now);
        Merchant merchant = somewhere(customer);
        double sigma = StrictMath.exp(0.7 * chronicle.random().nextGaussian());
        double means = StrictMath.sqrt(customer.income / 36_000.0);
        long wanted = Math.round(100 * merchant.category.usualPrice() * sigma * means);
        long allowed = customer.creditLimit.multiply(CENTS).longValue();
        int installments = chronicle.chance(0.5) ? 1 : 2 + chronicle.random().nextInt(11);
        buy(id, customer, merchant, Math.max(100, Math.min(wanted, allowed)), installments, now);
    }

    private void buy(String id, Customer customer, Merchant merchant, long cents, int installments, Instant now) {
        chronicle.write(
                DATABASE,
                now,
                List.of(Facts.entity(
                        "purchase/id",
                        id,
                        "purchase/customer-id",
                        customer.id,
                        "purchase/merchant-id",
                        merchant.id,
                        "purchase/amount",
                        cents,
                        "purchase/installments",
                        (long) installments,
                        "purchase/status",
                        Facts.keyword("approved"))));
        double risk = Risk.probability(circumstances(customer, merchant, cents, installments, now));
        customer.merchantsKnown.add(merchant.id);
        if (!customer.settled && chronicle.chance(risk)) {
            chronicle.at(now.plus(chronicle.days(10, 50)), later -> chargeBack(id, customer, later));
        }
    }

    private void chargeBack(String id, Customer customer, Instant now) {
        chronicle.write(
                DATABASE,
                now,
                List.of(Facts.change("purchase/id", id, "purchase/status", Facts.keyword("charged-back"))));
        customers.afterChargeback(customer, now);
    }

    private static Circumstances circumstances(
            Customer customer, Merchant merchant, long cents, int installments, Instant now) {
        double amount = cents / 100.0;
        return new Circumstances(
                Duration.between(customer.inCitySince, now).toDays(),
                amount / customer.creditLimit.doubleValue(),
                amount / (customer.income / 12.0),
                installments,
                merchant.category,
                customer.billsPaidLate,
                customer.merchantsKnown.contains(merchant.id),
                merchant.city.equals(customer.city));
    }

    /** A customer, by activity; one in trouble buys less. */
    private Customer someone(Instant now) {
        List<Customer> all = customers.joined();
        Customer candidate = chronicle.pick(all);
        while (!chronicle.chance(Math.min(1, candidate.activity * (candidate.inTrouble(now) ? 0.15 : 1) / 4))) {
            candidate = chronicle.pick(all);
        }
        return candidate;
    }

    /** A merchant, some far more popular than others; often one the customer knows, or one of the same city. */
    private Merchant somewhere(Customer customer) {
        List<Merchant> all = merchants.open();
        Merchant candidate = popular(all);
        for (int tries = 0; tries < 6; tries++) {
            if (customer.merchantsKnown.contains(candidate.id) || candidate.city.equals(customer.city)) {
                return candidate;
            }
            candidate = popular(all);
        }
        return candidate;
    }

    private Merchant popular(List<Merchant> all) {
        double rank = StrictMath.pow(chronicle.random().nextDouble(), 1.6);
        return all.get((int) (rank * all.size()));
    }
}
