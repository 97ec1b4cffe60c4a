package dendro.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import datomic.Database;
import dendro.asof.AsOfEngine;
import dendro.asof.Execution;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.Fixtures;
import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureSet;
import dendro.features.QueryPerRow;
import dendro.features.Reading;
import dendro.features.TypedFeatureSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProceduresInFeatureSetsTest {

    private static final Duration TIME = Duration.ofSeconds(20);
    private static final Instant NOVEMBER = Instant.parse("2014-11-10T00:00:00Z");
    private static final String BEGIN = "{:name :t :entity {:database :purchases :attribute :purchase/id} :features [";

    private static Databases databases;
    private static Map<String, Database> schemas;
    private static List<EntityAt> rows;

    @BeforeAll
    static void open() {
        databases = Fixtures.open();
        schemas = new HashMap<>();
        databases
                .all()
                .forEach(database -> schemas.put(
                        database.name(), database.newest(Deadline.after(TIME)).newest()));
        rows = new java.util.ArrayList<>();
        for (datomic.Datom identity :
                java.util.Objects.requireNonNull(schemas.get("purchases")).datoms(Database.AEVT, ":purchase/id")) {
            if (rows.size() < 40) {
                rows.add(new EntityAt((String) identity.v(), NOVEMBER));
            }
        }
    }

    @AfterAll
    static void close() {
        databases.close();
    }

    @Test
    void interest_isCompiledAndEqualsThePeers() {
        Reading reading = reading("[:find ?interest :keys interest :in $purchases ?id :where"
                + " [$purchases ?p :purchase/id ?id] [$purchases ?p :purchase/amount ?a]"
                + " [(interest ?a 0.1M 30) ?interest]]] :types {:interest :decimal}}");

        assertThat(new AsOfEngine(databases, TIME, TIME, 1 << 28)
                        .plan(reading, Deadline.after(TIME))
                        .isCompiled())
                .isTrue();
        assertThat(equalOutcomes(reading))
                .allSatisfy(row -> assertThat((BigDecimal) row.values().value(0).orElseThrow())
                        .isPositive());
    }

    @Test
    void late_isThePeersWithoutBeingSent() {
        Reading reading = reading("[:find (count ?b) :keys late-bills :in $purchases $bills ?id :where"
                + " [$purchases ?p :purchase/id ?id] [$purchases ?p :purchase/customer-id ?c]"
                + " [$bills ?b :bill/customer-id ?c] ($bills late ?b)]]}");

        assertThat(equalOutcomes(reading))
                .anySatisfy(row -> assertThat(row.values().value(0)).isPresent());
    }

    private static List<FeatureOutcome.Row> equalOutcomes(Reading reading) {
        AsOfEngine engine = new AsOfEngine(databases, TIME, TIME, 1 << 28);
        List<FeatureOutcome> peers =
                new QueryPerRow(databases, TIME, TIME).evaluate(reading, rows, Deadline.after(Duration.ZERO));
        for (Execution execution : Execution.values()) {
            assertThat(engine.forced(execution).evaluate(reading, rows, Deadline.after(Duration.ZERO)))
                    .isEqualTo(peers);
        }
        return peers.stream().map(FeatureOutcome.Row.class::cast).toList();
    }

    private static Reading reading(String query) {
        FeatureSet features =
                FeatureSet.parse(BEGIN + query, Procedures.installed().guard());
        return TypedFeatureSet.of(features, schemas).features();
    }
}
