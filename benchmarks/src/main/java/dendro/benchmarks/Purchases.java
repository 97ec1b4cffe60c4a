package dendro.benchmarks;

import datomic.Database;
import datomic.Datom;
import dendro.database.DatabaseLocation;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.features.EntityAt;
import dendro.features.FeatureSet;
import dendro.features.Reading;
import dendro.features.TypedFeatureSet;
import dendro.query.guard.QueryGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** A {@link PurchaseHistory} as Dendro sees it: the database {@code shop}, its rows, and what is asked of them. */
final class Purchases implements AutoCloseable {

    /** A purchase, its customer and its merchant: six columns. */
    static final String ATTRIBUTES = "[:find ?amount ?installments ?job ?city ?limit ?category"
            + " :keys amount installments job city limit category :in $shop ?id"
            + " :where [$shop ?p :purchase/id ?id] [$shop ?p :purchase/amount ?amount]"
            + " [$shop ?p :purchase/installments ?installments] [$shop ?p :purchase/customer ?c]"
            + " [$shop ?c :customer/job ?job] [$shop ?c :customer/city ?city] [$shop ?c :customer/limit ?limit]"
            + " [$shop ?p :purchase/merchant ?m] [$shop ?m :merchant/category ?category]]";

    /** The customer's earlier purchases. */
    static final String AGGREGATES = "[:find (count ?q) (sum ?spent) (max ?spent) :keys earlier spent largest"
            + " :in $shop ?id :where [$shop ?p :purchase/id ?id] [$shop ?p :purchase/customer ?c]"
            + " [$shop ?q :purchase/customer ?c] [(!= ?q ?p)] [$shop ?q :purchase/amount ?spent]]";

    private final PurchaseHistory history;
    private final Databases databases;
    private final List<EntityAt> rows;

    Purchases(PurchaseHistory history) {
        this.history = history;
        this.databases = Databases.open(Map.of("shop", DatabaseLocation.parse(history.uri(), Optional.empty())));
        this.rows = rows(history.database());
    }

    private static List<EntityAt> rows(Database database) {
        Map<Object, Instant> instants = new HashMap<>();
        for (Datom datom : database.datoms(Database.AEVT, ":db/txInstant")) {
            instants.put(datom.e(), ((Date) datom.v()).toInstant());
        }
        List<EntityAt> rows = new ArrayList<>();
        for (Datom datom : database.datoms(Database.AEVT, ":purchase/id")) {
            rows.add(new EntityAt((String) datom.v(), Objects.requireNonNull(instants.get(datom.tx()))));
        }
        return List.copyOf(rows);
    }

    Databases databases() {
        return databases;
    }

    Database database() {
        return history.database();
    }

    /** Every purchase as of its own transaction, in the order in which they were made. */
    List<EntityAt> rows() {
        return rows;
    }

    List<EntityAt> sample(int size) {
        List<EntityAt> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(7));
        return List.copyOf(shuffled.subList(0, Math.min(size, shuffled.size())));
    }

    /** What is asked, as it would stand in a feature set. */
    Reading reading(String... queries) {
        return featureSet(queries).features();
    }

    TypedFeatureSet featureSet(String... queries) {
        String text = "{:name :bench :entity {:database :shop :attribute :purchase/id} :features ["
                + String.join(" ", queries) + "]}";
        Map<String, Database> schemas = Map.of(
                "shop",
                databases
                        .named("shop")
                        .newest(Deadline.after(Duration.ofSeconds(5)))
                        .newest());
        return TypedFeatureSet.of(FeatureSet.parse(text, new QueryGuard()), schemas);
    }

    @Override
    public void close() {
        databases.close();
        history.close();
    }
}
