package dendro.asof;

import static org.assertj.core.api.Assertions.assertThat;

import datomic.Connection;
import datomic.Peer;
import datomic.Util;
import dendro.database.DatabaseLocation;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.ObservedDatabase;
import dendro.features.EntityAt;
import dendro.features.FeatureSet;
import dendro.features.QueryPerRow;
import dendro.features.Reading;
import dendro.features.TypedFeatureSet;
import dendro.query.guard.QueryGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedHistoriesTest {

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final String URI = "datomic:mem://shared-histories";
    private static final int CUSTOMERS = 20;

    private Connection connection;
    private Databases databases;
    private SharedHistories histories;

    @BeforeEach
    void create() throws Exception {
        Peer.createDatabase(URI);
        connection = Peer.connect(URI);
        transact("[{:db/ident :customer/id :db/valueType :db.type/long :db/cardinality :db.cardinality/one"
                + " :db/unique :db.unique/identity}"
                + " {:db/ident :customer/city :db/valueType :db.type/string :db/cardinality :db.cardinality/one}"
                + " {:db/ident :purchase/id :db/valueType :db.type/long :db/cardinality :db.cardinality/one"
                + " :db/unique :db.unique/identity}"
                + " {:db/ident :purchase/customer :db/valueType :db.type/ref :db/cardinality :db.cardinality/one}]");
        for (int id = 0; id < CUSTOMERS; id++) {
            transact("[{:db/id \"c\" :customer/id " + id + " :customer/city \"none\"}" + " {:purchase/id " + id
                    + " :purchase/customer \"c\"}]");
        }
        databases = Databases.open(Map.of("shop", DatabaseLocation.parse(URI, Optional.empty())));
        histories = new SharedHistories(databases);
    }

    @AfterEach
    void delete() {
        databases.close();
        Peer.deleteDatabase(URI);
    }

    @Test
    void entityThatWasChanged_isReadAgain() throws Exception {
        EntityHistory before = histories.of(observed()).of(customer(1));

        transact("[[:db/add [:customer/id 1] :customer/city \"Oslo\"]]");

        EntityHistory after = histories.of(observed()).of(customer(1));
        assertThat(before.size()).isEqualTo(2);
        // The old city retracted and the new one.
        assertThat(after.size()).isEqualTo(4);
    }

    @Test
    void entityThatWasNotChanged_isKept() throws Exception {
        EntityHistory before = histories.of(observed()).of(customer(1));

        transact("[[:db/add [:customer/id 2] :customer/city \"Oslo\"]]");

        assertThat(histories.of(observed()).of(customer(1))).isSameAs(before);
    }

    @Test
    void afterVeryManyTransactions_nothingIsKept() throws Exception {
        EntityHistory before = histories.of(observed()).of(customer(1));

        for (int times = 0; times <= 1024; times++) {
            transact("[]");
        }

        assertThat(histories.of(observed()).of(customer(1))).isNotSameAs(before);
    }

    @Test
    void earlierObservation_isAnsweredFromItsOwnState() throws Exception {
        ObservedDatabase early = observed();
        transact("[[:db/add [:customer/id 1] :customer/city \"Oslo\"]]");
        assertThat(histories.of(observed()).of(customer(1)).size()).isEqualTo(4);

        assertThat(histories.of(early).of(customer(1)).size()).isEqualTo(2);
        assertThat(histories.of(observed()).of(customer(1)).size()).isEqualTo(4);
    }

    @Test
    void rowsBetweenTransactions_areAnsweredAsThePeerAnswers() throws Exception {
        AsOfEngine engine = new AsOfEngine(databases, TIME, TIME, 1 << 20);
        QueryPerRow peer = new QueryPerRow(databases, TIME, TIME);
        Reading reading = cityOfCustomer();
        Random random = new Random(3);
        List<EntityAt> rows = new ArrayList<>();
        for (int change = 0; change < 200; change++) {
            int id = random.nextInt(CUSTOMERS);
            transact(
                    random.nextInt(4) == 0
                            ? "[[:db/retract [:customer/id " + id + "] :customer/city]]"
                            : "[[:db/add [:customer/id " + id + "] :customer/city \"" + change + "\"]]");
            rows.clear();
            for (int purchase = 0; purchase < CUSTOMERS; purchase++) {
                rows.add(new EntityAt(String.valueOf(purchase), Instant.now()));
            }

            assertThat(engine.forced(Execution.POINT).evaluate(reading, rows, Deadline.after(TIME)))
                    .isEqualTo(peer.evaluate(reading, rows, Deadline.after(TIME)));
        }
    }

    private Reading cityOfCustomer() {
        String text = "{:name :t :entity {:database :shop :attribute :purchase/id} :features [[:find ?city :keys city"
                + " :in $shop ?id :where [$shop ?p :purchase/id ?id] [$shop ?p :purchase/customer ?c]"
                + " [$shop ?c :customer/city ?city]]]}";
        return TypedFeatureSet.of(
                        FeatureSet.parse(text, new QueryGuard()),
                        Map.of("shop", observed().newest()))
                .features();
    }

    private ObservedDatabase observed() {
        return databases.named("shop").newest(Deadline.after(TIME));
    }

    private long customer(int id) {
        return (Long) connection.db().entid(List.of(clojure.lang.Keyword.intern("customer", "id"), (long) id));
    }

    private void transact(String data) throws InterruptedException, ExecutionException {
        connection.transact((List<?>) Util.read(data)).get();
    }
}
