package dendro.demo.world;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The customers' lives: they join, move, change jobs, have their limits reviewed, and suffer chargebacks. */
final class Customers {

    private static final String DATABASE = "customers";
    private static final String ID = "customer/id";

    private final Chronicle chronicle;
    private final Bills bills;
    private final List<Customer> joined = new ArrayList<>();

    Customers(Chronicle chronicle, Bills bills) {
        this.chronicle = chronicle;
        this.bills = bills;
    }

    /** Most customers are there from the beginning, the others join over the first year and a half. */
    void join(WorldSettings settings) {
        for (int number = 1; number <= settings.customers(); number++) {
            int own = number;
            Duration later = chronicle.chance(0.75) ? chronicle.days(0.1, 10) : chronicle.days(10, 540);
            chronicle.at(settings.start().plus(later), now -> joins(own, now));
        }
    }

    /** Everyone who has joined so far. */
    List<Customer> joined() {
        return joined;
    }

    /** Quercus, Philosopher: in São Paulo when he buys {@code pur-108}, in Richmond today. */
    Customer quercus(Instant joins, Instant moves) {
        Customer quercus = new Customer(
                "cus-quercus", true, 1, 0.02, "Philosopher", "São Paulo", 108_000, new BigDecimal("1337.00"), joins);
        chronicle.at(joins, now -> enter(quercus, "Quercus", "000.000.001-08", now));
        chronicle.at(moves, now -> moveTo("Richmond", quercus, now));
        return quercus;
    }

    /** What a chargeback does to the one who made it: all of it after the purchase, and visible today. */
    void afterChargeback(Customer customer, Instant now) {
        customer.inTroubleUntil = now.plus(Duration.ofDays(300));
        chronicle.at(
                now.plus(chronicle.days(0.05, 2)),
                later -> limit(customer, customer.creditLimit.doubleValue() * chronicle.between(0.1, 0.25), later));
        if (chronicle.chance(0.9)) {
            chronicle.at(now.plus(chronicle.days(2, 20)), later -> moves(customer, later));
        }
        if (chronicle.chance(0.5)) {
            chronicle.at(now.plus(chronicle.days(2, 40)), later -> changesJob(customer, later, 0.5, 0.9));
        }
    }

    private void joins(int number, Instant now) {
        long income =
                Math.round(24_000 * StrictMath.exp(0.6 * chronicle.random().nextGaussian()) + 12_000);
        Customer customer = new Customer(
                "cus-%05d".formatted(number),
                false,
                StrictMath.exp(0.7 * chronicle.random().nextGaussian()),
                0.3 * StrictMath.pow(chronicle.random().nextDouble(), 4),
                chronicle.pick(Vocabulary.JOBS),
                chronicle.pick(Vocabulary.CITIES),
                income,
                money(income * chronicle.between(0.04, 0.16)),
                now);
        String name = chronicle.pick(Vocabulary.FIRST_NAMES) + " " + chronicle.pick(Vocabulary.LAST_NAMES);
        enter(customer, name, "%011d".formatted(number), now);
        afterAWhile(500, now, later -> movesOnAndOn(customer, later));
        afterAWhile(600, now, later -> changesJobOnAndOn(customer, later));
        afterAWhile(240, now, later -> limitReviewed(customer, later));
    }

    private void enter(Customer customer, String name, String taxId, Instant now) {
        chronicle.write(
                DATABASE,
                now,
                List.of(Facts.entity(
                        ID,
                        customer.id,
                        "customer/name",
                        name,
                        "customer/job",
                        customer.job,
                        "customer/city",
                        customer.city,
                        "customer/income",
                        customer.income,
                        "customer/credit-limit",
                        customer.creditLimit,
                        "customer/email",
                        customer.id + "@example.org",
                        "customer/tax-id",
                        taxId)));
        joined.add(customer);
        bills.from(customer, now);
    }

    private void movesOnAndOn(Customer customer, Instant now) {
        moves(customer, now);
        afterAWhile(500, now, later -> movesOnAndOn(customer, later));
    }

    private void moves(Customer customer, Instant now) {
        String city = chronicle.pick(Vocabulary.CITIES);
        if (!city.equals(customer.city)) {
            moveTo(city, customer, now);
        }
    }

    private void moveTo(String city, Customer customer, Instant now) {
        customer.city = city;
        customer.inCitySince = now;
        chronicle.write(DATABASE, now, List.of(Facts.change(ID, customer.id, "customer/city", city)));
    }

    private void changesJobOnAndOn(Customer customer, Instant now) {
        changesJob(customer, now, 0.85, 1.35);
        afterAWhile(600, now, later -> changesJobOnAndOn(customer, later));
    }

    /** A new job pays between these shares of the old one's income. */
    private void changesJob(Customer customer, Instant now, double low, double high) {
        customer.job = chronicle.pick(Vocabulary.JOBS);
        customer.income = Math.max(8_000, Math.round(customer.income * chronicle.between(low, high)));
        chronicle.write(
                DATABASE,
                now,
                List.of(Facts.entity(
                        ID, customer.id, "customer/job", customer.job, "customer/income", customer.income)));
    }

    private void limitReviewed(Customer customer, Instant now) {
        if (!customer.inTrouble(now)) {
            limit(customer, customer.creditLimit.doubleValue() * chronicle.between(0.85, 1.3), now);
        }
        afterAWhile(240, now, later -> limitReviewed(customer, later));
    }

    private void limit(Customer customer, double limit, Instant now) {
        customer.creditLimit = money(Math.max(100, limit));
        chronicle.write(
                DATABASE, now, List.of(Facts.change(ID, customer.id, "customer/credit-limit", customer.creditLimit)));
    }

    private void afterAWhile(double meanDays, Instant now, Consumer<Instant> what) {
        chronicle.at(now.plus(chronicle.untilNext(meanDays)), what);
    }

    private static BigDecimal money(double amount) {
        return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_EVEN);
    }
}
