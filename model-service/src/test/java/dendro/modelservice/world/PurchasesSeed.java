package dendro.modelservice.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Seeds of the databases {@code purchases} and {@code customers}: one customer, one purchase every minute. */
public final class PurchasesSeed {

    /** When {@code pur-0} was transacted; {@code pur-1} came a minute later, and so on. */
    public static final Instant FIRST = Instant.parse("2014-11-15T00:00:00Z");

    /** How many purchases there are. */
    public static final int PURCHASES = 400;

    /** The customer moves right before this purchase. */
    public static final int FIRST_FROM_RICHMOND = 200;

    private static final Instant SCHEMA = Instant.parse("2014-01-01T00:00:00Z");

    private PurchasesSeed() {}

    /** The moment of a purchase. */
    public static Instant moment(int purchase) {
        return FIRST.plusSeconds(60L * purchase);
    }

    /** The cents of a purchase: every second one is dear. */
    public static long amount(int purchase) {
        return purchase % 2 == 0 ? 100 + purchase : 100_000 + purchase;
    }

    static Path writePurchases(Path folder) throws IOException {
        StringBuilder edn = new StringBuilder(transaction(SCHEMA, """
                {:db/ident :purchase/id :db/valueType :db.type/string :db/cardinality :db.cardinality/one
                 :db/unique :db.unique/identity}
                {:db/ident :purchase/customer-id :db/valueType :db.type/string :db/cardinality :db.cardinality/one}
                {:db/ident :purchase/amount :db/valueType :db.type/long :db/cardinality :db.cardinality/one}"""));
        for (int i = 0; i < PURCHASES; i++) {
            edn.append(transaction(
                    moment(i),
                    "{:purchase/id \"pur-%d\" :purchase/customer-id \"cus-108\" :purchase/amount %d}"
                            .formatted(i, amount(i))));
        }
        return Files.writeString(folder.resolve("purchases.edn"), edn);
    }

    static Path writeCustomers(Path folder) throws IOException {
        String edn = transaction(SCHEMA, """
                        {:db/ident :customer/id :db/valueType :db.type/string :db/cardinality :db.cardinality/one
                         :db/unique :db.unique/identity}
                        {:db/ident :customer/city :db/valueType :db.type/string
                         :db/cardinality :db.cardinality/one}""")
                + transaction(FIRST, "{:customer/id \"cus-108\" :customer/city \"São Paulo\"}")
                + transaction(
                        moment(FIRST_FROM_RICHMOND), "{:db/id [:customer/id \"cus-108\"] :customer/city \"Richmond\"}");
        return Files.writeString(folder.resolve("customers.edn"), edn);
    }

    private static String transaction(Instant at, String data) {
        return "[{:db/id \"datomic.tx\" :db/txInstant #inst \"" + at + "\"}\n" + data + "]\n";
    }
}
