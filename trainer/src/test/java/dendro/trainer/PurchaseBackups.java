package dendro.trainer;

import java.nio.file.Path;
import java.time.Instant;

/** The small world of 2014 in four backups, with a feature set that has a column of every type. */
public final class PurchaseBackups {

    /** Where they are. */
    public static final Path FOLDER = Path.of("..", "common", "src", "test", "resources", "backups")
            .toAbsolutePath()
            .normalize();

    /** Before the first purchase. */
    public static final Instant START = Instant.parse("2014-01-01T00:00:00Z");

    /** Before the end of every backup. */
    public static final Instant END = Instant.parse("2014-12-01T00:00:00Z");

    /** Shortly before the end of every backup. */
    public static final Instant CURSOR = Instant.parse("2014-12-20T00:00:00Z");

    /** Of the training set from start to end at this cursor; whoever builds it, and whenever. */
    public static final String DIGEST = "5856d2859186ccd588e3195c6b4c994993734c02dc49df50d66df1af8c94de50";

    /** A feature set over three of them; a purchase is charged back about 18 days later. */
    public static final String FEATURES = """
            {:name :purchase-risk
             :entity {:database :purchases, :attribute :purchase/id}
             :features [[:find ?amount ?installments ?fee ?category ?city
                         :keys amount installments fee category city
                         :in $purchases $merchants $customers ?id
                         :where [$purchases ?p :purchase/id ?id]
                                [$purchases ?p :purchase/amount ?amount]
                                [$purchases ?p :purchase/installments ?installments]
                                [$purchases ?p :purchase/merchant-id ?merchant-id]
                                [$purchases ?p :purchase/customer-id ?customer-id]
                                [$merchants ?m :merchant/id ?merchant-id]
                                [$merchants ?m :merchant/fee ?fee]
                                [$merchants ?m :merchant/category ?category]
                                [$customers ?c :customer/id ?customer-id]
                                [$customers ?c :customer/city ?city]]
                        [:find ?limit ?uuid ?since
                         :keys limit uuid since
                         :in $purchases $customers ?id
                         :where [$purchases ?p :purchase/id ?id]
                                [$purchases ?p :purchase/customer-id ?customer-id]
                                [$customers ?c :customer/id ?customer-id]
                                [$customers ?c :customer/credit-limit ?limit ?tx]
                                [$customers ?tx :db/txInstant ?since]
                                [$customers ?c :customer/uuid ?uuid]]
                        [:find ?blocked
                         :keys blocked
                         :in $purchases $customers ?id
                         :where [$purchases ?p :purchase/id ?id]
                                [$purchases ?p :purchase/customer-id ?customer-id]
                                [$customers ?c :customer/id ?customer-id]
                                [$customers ?c :customer/blocked ?blocked]]]
             :label {:horizon "P30D"
                     :query [:find ?charged-back :keys charged-back
                             :in $purchases ?id
                             :where [$purchases ?p :purchase/id ?id]
                                    [$purchases ?p :purchase/status ?status]
                                    [(= ?status :charged-back) ?charged-back]]}}
            """;

    private PurchaseBackups() {}

    /** The block of databases that a query-service and the trainer read alike. */
    public static String yaml() {
        return """
                databases:
                  customers: {uri: "datomic:backup:file:%1$s/customers"}
                  merchants: {uri: "datomic:backup:file:%1$s/merchants", refresh: 10s}
                  purchases: {uri: "datomic:backup:file:%1$s/purchases"}
                """.formatted(FOLDER);
    }
}
