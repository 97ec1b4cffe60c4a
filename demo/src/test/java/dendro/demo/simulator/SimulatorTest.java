package dendro.demo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import datomic.Peer;
import dendro.demo.world.World;
import dendro.demo.world.WorldDatabases;
import dendro.demo.world.WorldLoader;
import dendro.demo.world.WorldSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulatorTest {

    private static final WorldDatabases DATABASES = WorldDatabases.create("simulator-test-");

    @BeforeAll
    static void load() {
        World world = new World(new WorldSettings(108, 0.01, Instant.parse("2026-03-08T10:00:00Z")));
        new WorldLoader(DATABASES, (events, reached) -> {}).load(world.events());
    }

    @AfterAll
    static void delete() {
        DATABASES.close();
    }

    @Test
    void purchase_isTransactedAtTheTimestampItIsSentWith() {
        // Given
        Queue<MadePurchase> made = new ConcurrentLinkedQueue<>();

        // When
        try (Simulator simulator = new Simulator(new NewPurchases(DATABASES, 108), made::add, 200)) {
            simulator.start();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> simulator.sent() >= 40);
        }

        // Then
        assertThat(made).extracting(MadePurchase::id).doesNotHaveDuplicates();
        for (MadePurchase purchase : made) {
            Date transacted = Peer.query(
                    "[:find ?at . :in $ ?id :where [_ :purchase/id ?id ?tx] [?tx :db/txInstant ?at]]",
                    DATABASES.connection("purchases").db(),
                    purchase.id());
            assertThat(transacted.toInstant()).isEqualTo(purchase.timestamp());
        }
    }

    @Test
    void customersAndBills_changeToo() {
        // Given
        long customers = DATABASES.connection("customers").db().basisT();
        long bills = DATABASES.connection("bills").db().basisT();

        // When
        try (Simulator simulator = new Simulator(new NewPurchases(DATABASES, 109), purchase -> {}, 1_000)) {
            simulator.start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> DATABASES.connection("customers").db().basisT() > customers
                            && DATABASES.connection("bills").db().basisT() > bills);
        }
    }

    @Test
    void close_leavesNothingToBeSent() {
        // Given
        Simulator simulator = new Simulator(new NewPurchases(DATABASES, 110), purchase -> {}, 500);
        simulator.start();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> simulator.sent() > 0);

        // When
        simulator.close();
        long sent = simulator.sent();
        long transacted = DATABASES.connection("purchases").db().basisT();

        // Then
        assertThat(simulator.failure()).isEmpty();
        Awaitility.await()
                .during(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(5))
                .until(() -> simulator.sent() == sent
                        && DATABASES.connection("purchases").db().basisT() == transacted);
    }

    @Test
    void failureToSend_endsTheSimulatorAndIsReported() {
        try (Simulator simulator = new Simulator(
                new NewPurchases(DATABASES, 111),
                purchase -> {
                    throw new SimulatorException("Kafka is away.", new IllegalStateException());
                },
                100)) {
            simulator.start();

            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(simulator.failure())
                    .hasValueSatisfying(failure -> assertThat(failure).hasMessage("Kafka is away.")));
            assertThat(simulator.sent()).isZero();
        }
    }

    @Test
    void lastPurchases_comeInTheOrderOfTime_andAllOverAgain() {
        LastPurchases last = LastPurchases.of(DATABASES);
        MadePurchase first = last.get();
        MadePurchase next = last.get();
        int count = 2;
        while (!next.equals(first)) {
            MadePurchase after = last.get();
            assertThat(after.equals(first) || !after.timestamp().isBefore(next.timestamp()))
                    .isTrue();
            assertThat(after.merchant()).isNotEmpty();
            next = after;
            count++;
        }
        Number purchases = Peer.query(
                "[:find (count ?p) . :where [?p :purchase/id]]",
                DATABASES.connection("purchases").db());
        assertThat(count - 1).isEqualTo(purchases.intValue());
    }

    @Test
    void message_hasTheShapeThatProducersSend() {
        MadePurchase purchase =
                new MadePurchase("pur-108", 133_700, "Quercus Bookshop", Instant.parse("2014-11-15T13:37:42.100Z"));

        assertThat(new String(purchase.message(), StandardCharsets.UTF_8))
                .isEqualTo("{\"purchase\":{\"id\":\"pur-108\",\"amount\":\"133700\",\"merchant\":\"Quercus Bookshop\","
                        + "\"purchase-date\":\"2014-11-15\",\"timestamp\":\"2014-11-15T13:37:42.100Z\"}}");
    }
}
