package dendro.query.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import datomic.Peer;
import dendro.edn.Edn;
import dendro.query.QueriesAtThePeer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What analysts write is admitted, and the peer knows every name on the list. */
class LegitimateQueriesTest {

    private static final Object RULES = Edn.read("""
            [[(beside ?a ?b) [?a :tree/beside ?b]]
             [(beside ?a ?b) [?a :tree/beside ?c] (beside ?c ?b)]
             [(older [?tree] ?limit) [?tree :tree/rings ?rings] [(> ?rings ?limit)] (not [?tree :tree/species "fir"])]
             [(kind [?tree] ?kind) (or-join [?tree ?kind] [?tree :tree/species ?kind]
                                      (and [?tree :tree/id ?kind] [?tree :tree/rings 7]))]]
            """);

    private final QueryGuard guard = new QueryGuard();

    @ParameterizedTest
    @CsvFileSource(resources = "legitimate-queries.txt", delimiter = '~', quoteCharacter = '`')
    void legitimateQuery_isAdmittedAndRuns(String query) {
        assertThatCode(() -> guard.admitQuery(Edn.read(query))).doesNotThrowAnyException();
        assertThat(Orchard.run(query)).isNotNull();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "legitimate-rule-queries.txt", delimiter = '~', quoteCharacter = '`')
    void queryWithRules_isAdmittedAndRuns(String query) {
        assertThat(guard.admitQuery(Edn.read(query)).rules()).isNotEmpty();
        guard.admitRules(RULES);
        assertThat((java.util.Collection<?>) Orchard.run(query, RULES)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "legitimate-patterns.txt", delimiter = '~', quoteCharacter = '`')
    void pullPattern_isAdmittedAndRuns(String pattern) {
        guard.admitPullPattern(Edn.read(pattern));
        assertThat(guard.admitQuery(Edn.read("[:find (pull ?e shape) :in $ shape :where [?e :tree/id]]"))
                        .patternInputs())
                .containsExactly("shape");
        assertThat(Orchard.run("[:find (pull ?e shape) :in $ shape :where [?e :tree/id]]", Edn.read(pattern)))
                .isNotNull();
        assertThat(Orchard.run("[:find (pull ?e " + pattern + ") :where [?e :tree/id]]"))
                .isNotNull();
    }

    @Test
    void inputsOfEveryShape_areAdmittedAndBound() {
        String query = "[:find ?e ?k ?t :in $ $other ?limit [?a ?b] [?species ...] [[?k ?v]] $log :where"
                + " [?e :tree/rings ?r ?tx] [(> ?r ?limit)] [$other ?e :tree/species ?species] [(= ?a ?b)] [(some? ?v)]"
                + " [(tx-ids $log ?from 9000) [?t ...]] [(ground 1000) ?from] [(tx-data $log ?t) [[?e _ _ ?tx]]]]";

        assertThatCode(() -> guard.admitQuery(Edn.read(query))).doesNotThrowAnyException();
        assertThat((java.util.Collection<?>) Orchard.run(
                        query,
                        Orchard.db(),
                        10,
                        Edn.read("[1 1]"),
                        Edn.read("[\"oak\"]"),
                        Edn.read("[[:a 1]]"),
                        Orchard.log()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void allowedFunction_isKnownToThePeer(String call) {
        String query = "[:find ?result :where [?oak :tree/id \"oak-1\"] [" + call + " ?result]]";

        assertThatCode(() -> guard.admitQuery(Edn.read(query))).doesNotThrowAnyException();
        assertThat(Orchard.run(query)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void allowedFunction_givesTheSameWhenItIsBounded(String call) {
        Object query = Edn.read("[:find ?result :where [?oak :tree/id \"oak-1\"] [" + call + " ?result]]");

        assertThat(QueriesAtThePeer.answer(query, guard, Orchard.db())).isEqualTo(Peer.query(query, Orchard.db()));
    }

    @Test
    void everyAllowedFunction_hasItsCall() {
        Set<String> called =
                calls().stream().map(LegitimateQueriesTest::functionOf).collect(Collectors.toCollection(TreeSet::new));

        assertThat(called)
                .containsAll(AllowedNames.standard().functions().stream()
                        .filter(name -> !Set.of("tx-ids", "tx-data").contains(name))
                        .toList());
    }

    @Test
    void everyAllowedAggregate_isKnownToThePeer() {
        for (String aggregate : AllowedNames.standard().aggregates()) {
            String arguments = aggregate.equals("sample") ? " 2 ?r)" : " ?r)";
            String query = "[:find (" + aggregate + arguments + " . :with ?e :where [?e :tree/rings ?r]]";
            assertThatCode(() -> guard.admitQuery(Edn.read(query))).doesNotThrowAnyException();
            assertThat(Orchard.run(query)).as(aggregate).isNotNull();
        }
    }

    @Test
    void procedure_mayBeCalledOnceListed() {
        Object query = Edn.read("[:find ?x :where [(tithe 10) ?x] [(harvest $ ?x)]]");
        AllowedNames names = AllowedNames.standard().withProcedures(Set.of("tithe", "harvest"), Set.of("harvest"));

        QueryGuard withProcedures = new QueryGuard(names, GuardLimits.defaults());

        assertThatCode(() -> withProcedures.admitQuery(query)).doesNotThrowAnyException();
        assertThatCode(() -> withProcedures.admitQuery(Edn.read("[:find ?x :where [(tithe $) ?x]]")))
                .hasMessageContaining("source");
        assertThatCode(() -> withProcedures.admitQuery(Edn.read("[:find (tithe ?x) :where [?x :tree/id]]")))
                .hasMessageContaining("aggregate");
        assertThatCode(() -> guard.admitQuery(query)).hasMessageContaining("tithe");
    }

    static List<String> calls() {
        List<String> written = CallsOfEveryFunction.TEXT
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return java.util.stream.Stream.concat(
                        written.stream(),
                        written.stream()
                                .map(call -> "(clojure.core/" + call.substring(1))
                                .filter(call -> AllowedNames.standard().isFunction(functionOf(call))))
                .toList();
    }

    private static String functionOf(String call) {
        return call.substring(1, call.indexOf(' '));
    }
}
