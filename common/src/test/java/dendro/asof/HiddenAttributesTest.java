package dendro.asof;

import static org.assertj.core.api.Assertions.assertThat;

import clojure.lang.Keyword;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.Fixtures;
import dendro.database.Visibility;
import dendro.features.FeatureSet;
import dendro.features.Reading;
import dendro.features.TypedFeatureSet;
import dendro.query.guard.QueryGuard;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HiddenAttributesTest {

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final String AMOUNT = "[$purchases ?p :purchase/amount ?v]";
    private static final String ANYTHING = "[$purchases ?p ?attribute ?v] [(number? ?v)] [(> ?v 50)]";

    private static Databases databases;
    private static AsOfEngine engine;

    @BeforeAll
    static void open() {
        databases = Fixtures.open();
        engine = new AsOfEngine(databases, TIME, TIME, 1 << 20);
    }

    @AfterAll
    static void close() {
        databases.close();
    }

    @Test
    void compiledPlan_readsWhatItNames() {
        assertThat(readsNothingHidden(AMOUNT, "purchases", "purchase/status")).isTrue();
        assertThat(readsNothingHidden(AMOUNT, "purchases", "purchase/amount")).isFalse();
    }

    @Test
    void queryLeftToThePeer_mayReadAnyAttributeOfItsDatabase() {
        assertThat(readsNothingHidden(ANYTHING, "purchases", "purchase/status")).isFalse();
    }

    @Test
    void queryLeftToThePeer_readsNothingOfOtherDatabases() {
        assertThat(readsNothingHidden(ANYTHING, "customers", "customer/email")).isTrue();
    }

    private static boolean readsNothingHidden(String clauses, String database, String hidden) {
        String text = "{:name :t :entity {:database :purchases :attribute :purchase/id} :features [[:find ?v :keys v"
                + " :in $purchases ?id :where [$purchases ?p :purchase/id ?id] " + clauses + "]]"
                + (clauses.equals(ANYTHING) ? " :types {:v :long}}" : "}");
        Reading reading = TypedFeatureSet.of(
                        FeatureSet.parse(text, new QueryGuard()),
                        Map.of(
                                "purchases",
                                databases
                                        .named("purchases")
                                        .newest(Deadline.after(TIME))
                                        .newest()))
                .features();
        Visibility visibility = new Visibility(Map.of(database, Set.of(Keyword.intern(hidden))));
        return engine.readsNothingHidden(reading, visibility, Deadline.after(TIME));
    }
}
