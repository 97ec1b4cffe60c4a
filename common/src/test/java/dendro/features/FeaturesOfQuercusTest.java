package dendro.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datomic.Database;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.Fixtures;
import dendro.problem.ProblemType;
import dendro.query.guard.QueryGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The purchase pur-108 of customer Quercus, Philosopher, who lived in São Paulo then and lives in Richmond now. */
class FeaturesOfQuercusTest {

    private static final Instant PURCHASE = Instant.parse("2014-11-15T13:37:42.108Z");
    private static final QueryGuard GUARD = new QueryGuard();

    private static final String ATTRIBUTES =
            "[:find ?amount ?city ?limit :keys amount city credit-limit :in $purchases $customers ?id"
                    + " :where [$purchases ?p :purchase/id ?id] [$purchases ?p :purchase/amount ?amount]"
                    + " [$purchases ?p :purchase/customer-id ?c-id] [$customers ?c :customer/id ?c-id]"
                    + " [$customers ?c :customer/city ?city] [$customers ?c :customer/credit-limit ?limit]]";
    private static final String LATE_BILLS =
            "[:find (count ?b) :keys late-bills :in $purchases $bills ?id :where [$purchases ?p :purchase/id ?id]"
                    + " [$purchases ?p :purchase/customer-id ?c-id] [$bills ?b :bill/customer-id ?c-id]"
                    + " [$bills ?b :bill/status :late]]";

    private static final String BLOCKED =
            "[:find ?blocked :keys blocked :in $purchases $customers ?id :where [$purchases ?p :purchase/id ?id]"
                    + " [$purchases ?p :purchase/customer-id ?c-id] [$customers ?c :customer/id ?c-id]"
                    + " [$customers ?c :customer/blocked ?blocked]]";

    private static Databases databases;

    @BeforeAll
    static void open() {
        databases = Fixtures.open();
    }

    @AfterAll
    static void close() {
        databases.close();
    }

    @Test
    void values_areThoseOfTheMoment() {
        assertThat(values(ATTRIBUTES, "pur-108", PURCHASE))
                .isEqualTo(FeatureValues.of(List.of(133700L, "São Paulo", new java.math.BigDecimal("1337"))));
    }

    @Test
    void queryWithoutRow_leavesItsColumnsMissing() {
        FeatureValues values = values(BLOCKED, "pur-108", PURCHASE);

        assertThat(values.value(0)).isEmpty();
    }

    @Test
    void columnTypes_comeFromTheSchema() {
        assertThat(typed(ATTRIBUTES).features().columns())
                .containsExactly(
                        new Column("amount", ColumnType.LONG),
                        new Column("city", ColumnType.TEXT),
                        new Column("credit-limit", ColumnType.DECIMAL));
        assertThat(typed(LATE_BILLS).features().columns()).containsExactly(new Column("late-bills", ColumnType.LONG));
    }

    /** The backup of the bills ends in the morning of that day. */
    @Test
    void databaseThatEndsBeforeTheMoment_isATypedOutcome() {
        assertThat(failure(LATE_BILLS, "pur-108", PURCHASE)).isEqualTo(ProblemType.CURSOR_NOT_REACHED);
    }

    @Test
    void entityThatDoesNotExistYet_isATypedOutcome() {
        assertThat(failure(ATTRIBUTES, "pur-108", PURCHASE.minusMillis(1))).isEqualTo(ProblemType.ENTITY_NOT_FOUND);
        assertThat(failure(ATTRIBUTES, "pur-none", PURCHASE)).isEqualTo(ProblemType.ENTITY_NOT_FOUND);
    }

    @Test
    void rowBeyondTheDatabase_failsAloneAndTheOthersAreAnswered() {
        List<FeatureOutcome> outcomes = new QueryPerRow(databases, Duration.ofSeconds(10), Duration.ofMinutes(1))
                .evaluate(
                        typed(ATTRIBUTES).features(),
                        List.of(
                                new EntityAt("pur-108", PURCHASE),
                                new EntityAt("pur-108", Instant.parse("2999-01-01T00:00:00Z")),
                                new EntityAt("pur-108", PURCHASE)),
                        Deadline.after(Duration.ofSeconds(1)));

        assertThat(outcomes.get(0)).isInstanceOf(FeatureOutcome.Row.class);
        assertThat(((FeatureOutcome.Failed) outcomes.get(1)).problem().type())
                .isEqualTo(ProblemType.CURSOR_NOT_REACHED);
        assertThat(outcomes.get(2)).isInstanceOf(FeatureOutcome.Row.class);
    }

    @Test
    void queryWithTwoRows_isATypedOutcome() {
        assertThat(failure(
                        "[:find ?city :keys city :in $purchases $customers ?id :where [$purchases ?p :purchase/id ?id]"
                                + " [$customers ?c :customer/city ?city]]",
                        "pur-108",
                        PURCHASE))
                .isEqualTo(ProblemType.FEATURE_ROWS_AMBIGUOUS);
    }

    @Test
    void unknownAttribute_isRefusedBeforeAnyRowIsRead() {
        assertThatThrownBy(() -> typed(ATTRIBUTES.replace(":customer/city", ":customer/town")))
                .hasMessageContaining("attribute-unknown")
                .hasMessageContaining(":customer/town");
    }

    @Test
    void columnNamedTwice_isRefused() {
        assertThatThrownBy(() -> typed(ATTRIBUTES + " " + ATTRIBUTES))
                .hasMessageContaining("two columns named 'amount'");
    }

    @Test
    void horizonOfNothing_isRefused() {
        String label = " :label {:horizon \"-P1D\" :query " + BLOCKED + "}";

        assertThatThrownBy(() -> typed(ATTRIBUTES, label)).hasMessageContaining("longer than nothing");
    }

    @Test
    void moreRowsThanTimeAllows_areRefusedAsAWhole() {
        List<EntityAt> rows = java.util.Collections.nCopies(50, new EntityAt("pur-108", PURCHASE));

        assertThatThrownBy(() -> new QueryPerRow(databases, Duration.ofSeconds(10), Duration.ofMillis(1))
                        .evaluate(typed(ATTRIBUTES).features(), rows, Deadline.after(Duration.ofSeconds(1))))
                .hasMessageContaining("query-timeout")
                .hasMessageContaining("ask for fewer");
    }

    @Test
    void columnWhoseTypeTheSchemaDoesNotTell_mustBeDeclared() {
        String doubled = "[:find ?double :keys double :in $purchases ?id :where [$purchases ?p :purchase/id ?id]"
                + " [$purchases ?p :purchase/amount ?amount] [(* 2 ?amount) ?double]]";

        assertThatThrownBy(() -> typed(doubled)).hasMessageContaining(":types {:double :long}");
        assertThat(values(doubled, " :types {:double :long}", "pur-108", PURCHASE))
                .isEqualTo(FeatureValues.of(List.of(267400L)));
    }

    @Test
    void valueOfAnotherType_isATypedOutcome() {
        String text = "[:find ?x :keys x :in $purchases ?id :where [$purchases ?p :purchase/id ?id] [(str ?id) ?x]]";

        FeatureOutcome outcome = evaluate(text, " :types {:x :long}", "pur-108", PURCHASE);

        assertThat(((FeatureOutcome.Failed) outcome).problem().type()).isEqualTo(ProblemType.FEATURE_VALUE_MISTYPED);
        assertThat(((FeatureOutcome.Failed) outcome).problem().members()).containsEntry("id", "pur-108");
    }

    private static TypedFeatureSet typed(String queries) {
        return typed(queries, "");
    }

    private static TypedFeatureSet typed(String queries, String more) {
        FeatureSet featureSet = FeatureSet.parse(
                "{:name :risk :entity {:database :purchases :attribute :purchase/id} :features [" + queries + "]" + more
                        + "}",
                GUARD);
        Map<String, Database> schemas = new HashMap<>();
        databases
                .all()
                .forEach(database -> schemas.put(
                        database.name(),
                        database.newest(Deadline.after(Duration.ofSeconds(5))).newest()));
        return TypedFeatureSet.of(featureSet, schemas);
    }

    private static FeatureOutcome evaluate(String queries, String more, String id, Instant timestamp) {
        return new QueryPerRow(databases, Duration.ofSeconds(10), Duration.ofMinutes(1))
                .evaluate(
                        typed(queries, more).features(),
                        List.of(new EntityAt(id, timestamp)),
                        Deadline.after(Duration.ofSeconds(1)))
                .get(0);
    }

    private static FeatureValues values(String queries, String id, Instant timestamp) {
        return values(queries, "", id, timestamp);
    }

    private static FeatureValues values(String queries, String more, String id, Instant timestamp) {
        return ((FeatureOutcome.Row) evaluate(queries, more, id, timestamp)).values();
    }

    private static ProblemType failure(String queries, String id, Instant timestamp) {
        return ((FeatureOutcome.Failed) evaluate(queries, "", id, timestamp))
                .problem()
                .type();
    }
}
