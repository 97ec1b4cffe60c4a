package dendro.asof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import datomic.Database;
import datomic.Datom;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.Fixtures;
import dendro.features.EntityAt;
import dendro.features.FeatureEvaluator;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureSet;
import dendro.features.QueryPerRow;
import dendro.features.Reading;
import dendro.features.TypedFeatureSet;
import dendro.query.guard.QueryGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each construct of the query language, over real backups, row for row against one {@code Peer.query} a row. */
class BackupEquivalenceTest {

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final int STEP = 60;

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
        rows = rows();
    }

    @AfterAll
    static void close() {
        databases.close();
    }

    /** Some purchases, each just before it, at its very moment, weeks later and at the end of the year. */
    private static List<EntityAt> rows() {
        List<EntityAt> rows = new ArrayList<>();
        Database purchases = java.util.Objects.requireNonNull(schemas.get("purchases"));
        int index = 0;
        for (Datom identity : purchases.datoms(Database.AEVT, ":purchase/id")) {
            if (index++ % STEP == 0) {
                Date stamp = (Date) purchases.entity(identity.tx()).get(":db/txInstant");
                String id = (String) identity.v();
                Instant moment = java.util.Objects.requireNonNull(stamp).toInstant();
                rows.add(new EntityAt(id, moment.minusMillis(1)));
                rows.add(new EntityAt(id, moment));
                rows.add(new EntityAt(id, moment.plus(Duration.ofDays(40))));
            }
        }
        rows.add(new EntityAt("nobody", Instant.parse("2014-11-15T13:37:42.108Z")));
        return rows;
    }

    private static final String PURCHASE = "[$purchases ?p :purchase/id ?id] ";
    private static final String CUSTOMER =
            PURCHASE + "[$purchases ?p :purchase/customer-id ?cid] [$customers ?c :customer/id ?cid] ";
    private static final String IN_CUSTOMERS = " :in $purchases $customers ?id :where " + CUSTOMER;
    private static final String IN_BILLS = " :in $purchases $bills ?id :where " + PURCHASE
            + "[$purchases ?p :purchase/customer-id ?cid] [$bills ?b :bill/customer-id ?cid] ";
    private static final String EARLIER = " :in $purchases ?id :where " + PURCHASE
            + "[$purchases ?p :purchase/customer-id ?cid] [$purchases ?q :purchase/customer-id ?cid] "
            + "[$purchases ?q :purchase/amount ?a] ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[:find ?a ?s :keys a s :in $purchases ?id :where " + PURCHASE
                        + "[$purchases ?p :purchase/amount ?a] [$purchases ?p :purchase/status ?s]]",
                "[:find ?a :keys a :in $purchases ?id :where [$purchases ?p :purchase/amount ?a] " + PURCHASE + "]",
                "[:find ?city ?limit ?income ?job :keys city limit income job" + IN_CUSTOMERS
                        + "[$customers ?c :customer/city ?city] [$customers ?c :customer/credit-limit ?limit]"
                        + " [$customers ?c :customer/income ?income] [$customers ?c :customer/job ?job]]",
                "[:find ?u ?blocked :keys u blocked" + IN_CUSTOMERS
                        + "[$customers ?c :customer/uuid ?u] [$customers ?c :customer/blocked ?blocked]]",
                "[:find ?fee ?category :keys fee category :in $purchases $merchants ?id :where " + PURCHASE
                        + "[$purchases ?p :purchase/merchant-id ?mid] [$merchants ?m :merchant/id ?mid]"
                        + " [$merchants ?m :merchant/fee ?fee] [$merchants ?m :merchant/category ?category]]",
                "[:find ?tag :keys tag" + IN_CUSTOMERS + "[$customers ?c :customer/tags ?tag]]",
                "[:find (count ?tag) :keys tags" + IN_CUSTOMERS + "[$customers ?c :customer/tags ?tag]]",
                "[:find (count ?b) (sum ?a) (min ?a) (max ?a) (avg ?a) (median ?a) :keys n s lo hi mean mid :with ?p"
                        + IN_BILLS + "[$bills ?b :bill/amount ?a]]",
                "[:find (sum ?a) (count-distinct ?a) :keys s n :with ?q" + EARLIER + "[(!= ?p ?q)]]",
                "[:find ?cid (count ?q) (max ?a) :keys cid n hi" + EARLIER + "]",
                "[:find (min ?due) (max ?due) :keys first last" + IN_BILLS + "[$bills ?b :bill/due-date ?due]]",
                "[:find (count ?b) :keys late" + IN_BILLS + "[$bills ?b :bill/status :late]]",
                "[:find (count ?b) :keys n" + IN_BILLS + "(not [$bills ?b :bill/status :late])]",
                "[:find (count ?b) :keys n" + IN_BILLS + "(not-join [?b] [$bills ?b :bill/paid-at ?at])]",
                "[:find (count ?b) :keys n" + IN_BILLS
                        + "($bills or [?b :bill/status :late] (and [?b :bill/status :paid] [?b :bill/amount 5000]))]",
                "[:find (count ?b) :keys n" + IN_BILLS
                        + "($bills or-join [?b] [?b :bill/status :late] (and [?b :bill/amount ?x] [(< ?x 20000)]))]",
                "[:find (count ?b) :keys n" + IN_BILLS
                        + "(or [$bills ?b :bill/status :late] (and [$bills ?b :bill/status :open]"
                        + " [(missing? $bills ?b :bill/paid-at)]))]",
                "[:find (count ?b) :keys n" + IN_BILLS
                        + "(or-join [?b] [$bills ?b :bill/status :late] (and [$bills ?b :bill/amount ?x] [(< ?x 20000)]))]",
                "[:find ?at :keys at :in $purchases ?id :where [$purchases ?p :purchase/id ?id ?tx]"
                        + " [$purchases ?tx :db/txInstant ?at]]",
                "[:find ?ms :keys ms" + IN_CUSTOMERS
                        + "[$customers ?c :customer/city ?city ?tx] [$customers ?tx :db/txInstant ?at] [(inst-ms ?at) ?ms]]",
                "[:find ?limit :keys limit" + IN_CUSTOMERS
                        + "[(get-else $customers ?c :customer/credit-limit 0M) ?limit]]",
                "[:find ?x :keys x" + IN_CUSTOMERS + "[(get-else $customers ?c :customer/blocked false) ?x]]",
                "[:find ?v :keys v" + IN_CUSTOMERS
                        + "[(get-some $customers ?c :customer/income) [_ ?v]] [(number? ?v)]]",
                "[:find ?m :keys m" + IN_CUSTOMERS + "[(missing? $customers ?c :customer/blocked) ?m]]",
                "[:find ?share :keys share :in $purchases ?id :where " + PURCHASE
                        + "[$purchases ?p :purchase/amount ?a] [$purchases ?p :purchase/installments ?n]"
                        + " [(quot ?a ?n) ?share] [(> ?share 100)]]",
                "[:find ?x :keys x :in $purchases ?id :where " + PURCHASE
                        + "[(- ?n 3) ?d] [(quot ?a ?d) ?x] [$purchases ?p :purchase/amount ?a]"
                        + " [$purchases ?p :purchase/installments ?n]]",
                "[:find ?x :keys x :in $purchases ?id :where " + PURCHASE + "[(ground [1 2 3]) [?x ...]]"
                        + " [$purchases ?p :purchase/installments ?x]]",
                "[:find ?x :keys x :in $purchases ?id :where " + PURCHASE + "[(str ?id \"-\" 1) ?x]]",
                "[:find ?x :keys x :in $purchases ?id :where " + PURCHASE + "[(vector ?id 7) [_ ?x]]]",
                "[:find ?a :keys a :in $purchases ?id :where [(vector :purchase/id ?id) ?ref]"
                        + " [$purchases ?ref :purchase/amount ?a]]",
                "[:find ?a :keys a :in $purchases ?id :where " + PURCHASE
                        + "[$purchases ?p :purchase/status :charged-back] [$purchases ?p :purchase/amount ?a]]",
                "[:find ?x :keys x :in $purchases ?id :where " + PURCHASE + "[(if ?id 1 2) ?x]]",
                "[:find (min 2 ?a) :keys x" + EARLIER + "]",
                "[:find ?x :keys x :in $purchases ?id :where " + PURCHASE + "[$purchases ?p ?attribute ?x]"
                        + " [(number? ?x)] [(> ?x 50)]]"
            })
    void everyExecution_equalsOneQueryARow(String query) {
        Reading reading = reading(query);
        AsOfEngine engine = new AsOfEngine(databases, TIME, TIME, 1 << 28);
        AsOfEngine narrow = new AsOfEngine(databases, TIME, TIME, 1 << 16);

        List<FeatureOutcome> expected = evaluate(new QueryPerRow(databases, TIME, TIME), reading);

        for (Execution execution : Execution.values()) {
            AsOfEngine own = execution == Execution.RANGED_SWEEP ? narrow : engine;
            assertThat(rendered(evaluate(own.forced(execution), reading)))
                    .as(execution + " of\n" + own.explain(reading, Deadline.after(TIME)))
                    .isEqualTo(rendered(expected));
        }
    }

    /** The peer adds up in an order that changes from run to run; only rounding may tell the results apart. */
    @Test
    void roundedAggregates_areThePeersButForTheLastDigits_andTheSameInBothExecutions() {
        Reading reading = reading("[:find (avg ?a) (variance ?a) (stddev ?a) :keys m v d :with ?q" + EARLIER + "]");
        AsOfEngine engine = new AsOfEngine(databases, TIME, TIME, 1 << 28);

        List<FeatureOutcome> swept = evaluate(engine.forced(Execution.SWEEP), reading);

        assertThat(evaluate(engine.forced(Execution.POINT), reading)).isEqualTo(swept);
        List<FeatureOutcome> expected = evaluate(new QueryPerRow(databases, TIME, TIME), reading);
        for (int index = 0; index < rows.size(); index++) {
            if (expected.get(index) instanceof FeatureOutcome.Row peers
                    && swept.get(index) instanceof FeatureOutcome.Row ours) {
                for (int column = 0; column < 3; column++) {
                    assertThat((Double) ours.values().value(column).orElseThrow())
                            .isCloseTo((Double) peers.values().value(column).orElseThrow(), withinPercentage(1e-9));
                }
            } else {
                assertThat(rendered(swept.subList(index, index + 1)))
                        .isEqualTo(rendered(expected.subList(index, index + 1)));
            }
        }
    }

    private static Reading reading(String query) {
        String text = "{:name :t :entity {:database :purchases :attribute :purchase/id} :features [" + query + "]"
                + " :types {" + types(query) + "}}";
        return TypedFeatureSet.of(FeatureSet.parse(text, new QueryGuard()), schemas)
                .features();
    }

    private static String types(String query) {
        if (query.contains(":keys n s lo hi mean mid")) {
            return ":mean :double :mid :long";
        }
        if (query.contains(":keys m v d")) {
            return ":m :double";
        }
        if (query.contains(":keys x") && query.contains("(str ")) {
            return ":x :text";
        }
        if (query.contains(":keys share") || query.contains(":keys v ") || query.contains(":keys v:")) {
            return query.contains("share") ? ":share :long" : "";
        }
        if (query.contains(":keys m ") || query.contains("false) ?x")) {
            return query.contains("false) ?x") ? "" : ":m :boolean";
        }
        return query.contains(":keys x") && !query.contains("ground") ? ":x :long" : "";
    }

    private static List<FeatureOutcome> evaluate(FeatureEvaluator evaluator, Reading reading) {
        return evaluator.evaluate(reading, rows, Deadline.after(Duration.ZERO));
    }

    /** Problems count by their type: their sentences may tell more or less. */
    private static List<String> rendered(List<FeatureOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome instanceof FeatureOutcome.Failed failed
                        ? failed.at() + " " + failed.problem().type()
                        : outcome.toString())
                .toList();
    }
}
