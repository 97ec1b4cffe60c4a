package dendro.demo.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** The customers' bills: one about every two months, due two weeks later, paid in time or late. */
final class Bills {

    private static final String DATABASE = "bills";
    private static final Duration TO_PAY = Duration.ofDays(14);

    private final Chronicle chronicle;
    private int issued;

    Bills(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    /** From now on this customer gets bills. */
    void from(Customer customer, Instant joined) {
        chronicle.at(joined.plus(chronicle.days(5, 65)), now -> issue(customer, now));
    }

    private void issue(Customer customer, Instant now) {
        String id = "bill-%06d".formatted(++issued);
        Instant due = now.plus(TO_PAY);
        chronicle.write(
                DATABASE,
                now,
                List.of(Facts.entity(
                        "bill/id", id,
                        "bill/customer-id", customer.id,
                        "bill/due-date", Date.from(due),
                        "bill/amount", Math.round(customer.income * chronicle.between(0.5, 2)),
                        "bill/status", Facts.keyword("open"))));
        boolean late = chronicle.chance(customer.inTrouble(now) ? 0.85 : customer.carelessness);
        Instant paid = late ? due.plus(chronicle.days(1, 20)) : due.minus(chronicle.days(0.1, 10));
        chronicle.at(paid, then -> pay(id, customer, then, late));
        chronicle.at(now.plus(chronicle.days(55, 65)), then -> issue(customer, then));
    }

    private void pay(String id, Customer customer, Instant now, boolean late) {
        if (late) {
            customer.billsPaidLate++;
        }
        chronicle.write(
                DATABASE,
                now,
                List.of(Facts.entity(
                        "bill/id", id,
                        "bill/paid-at", Date.from(now),
                        "bill/status", Facts.keyword(late ? "late" : "paid"))));
    }
}
