package dendro.demo.world;

import static org.assertj.core.api.Assertions.assertThat;

import clojure.lang.Keyword;
import datomic.Database;
import datomic.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WorldLoaderTest {

    private static final World WORLD = new World(new WorldSettings(108, 0.02, Instant.parse("2026-03-08T10:00:00Z")));
    private static final WorldDatabases DATABASES = WorldDatabases.create("world-loader-test-");
    private static final List<Instant> REPORTED = new ArrayList<>();

    @BeforeAll
    static void load() {
        new WorldLoader(DATABASES, (events, reached) -> REPORTED.add(reached)).load(WORLD.events());
    }

    @AfterAll
    static void delete() {
        DATABASES.close();
    }

    @Test
    void quercus_livesInSaoPauloWhenHeBuysPur108() {
        assertThat(city(database("customers").asOf(Date.from(WORLD.quercusBuysABook()))))
                .isEqualTo("São Paulo");
    }

    @Test
    void quercus_livesInRichmondToday() {
        assertThat(city(database("customers"))).isEqualTo("Richmond");
    }

    @Test
    void quercusPurchase_isTrueFromItsMillisecondOn() {
        Instant moment = Instant.parse("2025-11-15T13:37:42.108Z");

        assertThat(amount(database("purchases").asOf(Date.from(moment)))).isEqualTo(133_700L);
        assertThat(amount(database("purchases").asOf(Date.from(moment.minusMillis(1)))))
                .isNull();
    }

    @Test
    void eachEvent_isATransactionOfItsOwnAtItsInstant() {
        // Given
        WorldEvent last = null;
        long transactions = 0;
        for (var events = WORLD.events(); events.hasNext(); ) {
            WorldEvent event = events.next();
            if (event.database().equals("bills")) {
                last = event;
                transactions++;
            }
        }

        // When
        Number inDatabase = Peer.query(
                "[:find (count ?tx) . :in $ ?start :where [?tx :db/txInstant ?at] [(<= ?start ?at)]]",
                database("bills"),
                Date.from(WORLD.settings().start()));
        Date newest = Peer.query("[:find (max ?at) . :where [_ :db/txInstant ?at]]", database("bills"));

        // Then
        assertThat(inDatabase.longValue()).isEqualTo(transactions);
        assertThat(newest).isEqualTo(last == null ? null : Date.from(last.instant()));
    }

    @Test
    void progress_reachesTheEnd() {
        assertThat(REPORTED).isSorted();
        assertThat(Duration.between(
                        REPORTED.get(REPORTED.size() - 1), WORLD.settings().end()))
                .isLessThan(Duration.ofDays(3));
    }

    private static Database database(String name) {
        return DATABASES.connection(name).db();
    }

    private static Object city(Database customers) {
        return customers
                .entity(List.of(Keyword.intern("customer/id"), "cus-quercus"))
                .get(Keyword.intern("customer/city"));
    }

    private static Object amount(Database purchases) {
        return Peer.query("[:find ?a . :where [?p :purchase/id \"pur-108\"] [?p :purchase/amount ?a]]", purchases);
    }
}
