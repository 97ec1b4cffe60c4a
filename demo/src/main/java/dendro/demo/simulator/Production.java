package dendro.demo.simulator;

import clojure.lang.Keyword;
import datomic.Connection;
import datomic.Database;
import datomic.Datom;
import dendro.demo.world.Facts;
import dendro.demo.world.WorldDatabases;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The microservices' own writing: one transaction for each thing that happens, at the real now. Every call
 * waits for its transaction, and throws {@link SimulatorException} if it is refused or takes longer than
 * {@value #DEADLINE_SECONDS} seconds.
 */
final class Production {

    private static final int DEADLINE_SECONDS = 10;
    private static final Keyword TX_INSTANT = Facts.keyword("db/txInstant");

    private final WorldDatabases databases;

    Production(WorldDatabases databases) {
        this.databases = databases;
    }

    /** A customer buys; gives the instant of the purchase's transaction. */
    Instant buy(String purchase, String customer, String merchant, long cents, long installments) {
        return transact(
                "purchases",
                Facts.entity(
                        "purchase/id", purchase,
                        "purchase/customer-id", customer,
                        "purchase/merchant-id", merchant,
                        "purchase/amount", cents,
                        "purchase/installments", installments,
                        "purchase/status", Facts.keyword("approved")));
    }

    void move(String customer, String city) {
        transact("customers", Facts.entity("customer/id", customer, "customer/city", city));
    }

    void limit(String customer, BigDecimal limit) {
        transact("customers", Facts.entity("customer/id", customer, "customer/credit-limit", limit));
    }

    /** A bill is paid now: late, if it was due before. */
    void pay(String bill) {
        Connection bills = databases.connection("bills");
        Object due = bills.db().entity(List.of(Facts.keyword("bill/id"), bill)).get(Facts.keyword("bill/due-date"));
        Date now = new Date();
        boolean late = due instanceof Date date && date.before(now);
        transact(
                "bills",
                Facts.entity(
                        "bill/id", bill,
                        "bill/paid-at", now,
                        "bill/status", Facts.keyword(late ? "late" : "paid")));
    }

    private Instant transact(String database, Object fact) {
        try {
            Map<?, ?> done =
                    databases.connection(database).transactAsync(List.of(fact)).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            return instantOf(done);
        } catch (ExecutionException e) {
            throw new SimulatorException("The database " + database + " refused a transaction: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new SimulatorException(
                    "The database " + database + " took longer than " + DEADLINE_SECONDS + " seconds.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SimulatorException("Interrupted while writing to the database " + database + ".", e);
        }
    }

    private static Instant instantOf(Map<?, ?> transaction) {
        Database after = (Database) Objects.requireNonNull(transaction.get(Connection.DB_AFTER));
        for (Object fact : (Iterable<?>) Objects.requireNonNull(transaction.get(Connection.TX_DATA))) {
            if (fact instanceof Datom datom
                    && datom.v() instanceof Date instant
                    && after.ident(datom.a()) instanceof Keyword attribute
                    && attribute.equals(TX_INSTANT)) {
                return instant.toInstant();
            }
        }
        throw new IllegalStateException("A transaction without an instant.");
    }
}
