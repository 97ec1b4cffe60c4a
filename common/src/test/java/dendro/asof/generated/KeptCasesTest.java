package dendro.asof.generated;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases that the engine once answered otherwise than the peer, and what is like them. */
class KeptCasesTest {

    private static final String NUMBERS = """
            {:databases
             {:a [[#inst "2014-01-01T00:00:00.000-00:00"
                   {:db/ident :a/id, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one,
                    :db/unique :db.unique/identity}
                   {:db/ident :a/text, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one}
                   {:db/ident :a/zero, :db/valueType :db.type/double, :db/cardinality :db.cardinality/one}
                   {:db/ident :a/nan, :db/valueType :db.type/double, :db/cardinality :db.cardinality/one}
                   {:db/ident :a/number, :db/valueType :db.type/double, :db/cardinality :db.cardinality/one,
                    :db/index true}]
                  [#inst "2014-01-01T00:00:00.004-00:00"
                   [:db/add e4 :a/id "k0"] [:db/add e4 :a/text "k"] [:db/add e4 :a/nan ##NaN] [:db/add e4 :a/number 1.5]
                   [:db/add e4 :a/zero -0.0]]]},
             :features {:name :kept, :entity {:database :a, :attribute :a/id},
                        :features [[:find (count ?e) :keys n :in $a ?id :where [$a ?e :a/id ?id] %s]]},
             :rows [["k0" #inst "2015-02-05T00:00:00.000-00:00"]]}
            """;

    private static final String OVERWRITTEN = """
            {:databases
             {:a [[#inst "2014-01-01T00:00:00.000-00:00"
                   {:db/ident :a/id, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one,
                    :db/unique :db.unique/identity}
                   {:db/ident :a/plain, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one}
                   {:db/ident :a/indexed, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one,
                    :db/index true}]
                  [#inst "2014-01-02T00:00:00.000-00:00"
                   [:db/add e1 :a/id "k0"] [:db/add e1 :a/plain "a"] [:db/add e1 :a/indexed "a"]]
                  [#inst "2014-01-03T00:00:00.000-00:00" [:db/add e1 :a/plain "k0"] [:db/add e1 :a/indexed "k0"]]
                  [#inst "2014-01-04T00:00:00.000-00:00" [:db/add e1 :a/plain "z"] [:db/add e1 :a/indexed "z"]]
                  [#inst "2014-01-05T00:00:00.000-00:00" [:db/add e1 :a/plain "k0"] [:db/add e1 :a/indexed "k0"]]]},
             :features {:name :kept, :entity {:database :a, :attribute :a/id},
                        :features [[:find (count ?e) :keys n :in $a ?id :where [$a ?e :a/id ?id] %s]]},
             :rows [["k0" #inst "2014-01-02T00:00:00.000-00:00"] ["k0" #inst "2014-01-03T00:00:00.000-00:00"]
                    ["k0" #inst "2014-01-04T00:00:00.000-00:00"] ["k0" #inst "2015-02-05T00:00:00.000-00:00"]]}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[$a ?e :a/zero ?z] [(abs ?z) ?v] [$a ?other :a/zero ?v]",
                "[$a ?other :a/zero ?v] [(abs ?z) ?v] [$a ?e :a/zero ?z]",
                "[$a ?e :a/zero ?z] [(abs ?z) ?v] [$a ?e :a/zero ?v]",
                "[$a ?e :a/zero ?z] [(abs ?z) ?v] [(- ?v) ?z]",
                "[$a ?e :a/zero 0.0]",
                "[$a ?e :a/zero -0.0]",
                "[$a ?other :a/zero 0.0]",
                "[(ground 0.0) ?z] [$a ?other :a/zero ?z]",
                "[(ground 0.0) ?z] [$a ?e :a/zero ?z]"
            })
    void whatTheNegativeZeroJoins_isWhatThePeerSays(String clauses) {
        holds(GeneratedCase.parse(NUMBERS.formatted(clauses)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[(ground [##NaN]) [?v]] [$a ?e :a/nan ?v]",
                "[(ground [##NaN]) [?v]] [$a ?e :a/number ?v]",
                "[$a ?e :a/nan ?v] [$a ?e :a/number ?v]",
                "[$a ?e :a/number ?v] [$a ?e :a/nan ?v]",
                "[$a ?e :a/nan ?v] [$a ?other :a/nan ?v]",
                "[$a ?e :a/nan ?v] [$a ?other :a/number ?v]",
                "[(ground [##NaN]) [?v]] [$a ?other :a/number ?v]",
                "[(ground [##NaN]) [?v]] [$a ?other :a/nan ?v]",
                "[$a ?e :a/number ##NaN]",
                "[$a ?other :a/number ##NaN]",
                "[$a ?e :a/nan 1.5]",
                "[$a ?other :a/nan 1.5]"
            })
    void whatNaNJoins_isWhatThePeerSays(String clauses) {
        holds(GeneratedCase.parse(NUMBERS.formatted(clauses)));
    }

    /** The peer takes apart what a call of constants gives before it looks for rows, and finds none here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[(ground [7]) [?v _]]",
                "[(ground 7) [?v _]]",
                "[(ground 7) [?v ...]]",
                "[(ground [7]) [[?v _]]]",
                "[(ground [[7]]) [[?v _]]]",
                "[(ground {:b 7}) [[?v _]]]",
                "[(ground {:b 7}) [?v ...]]",
                "[(ground []) [?v ...]]",
                "[(ground [nil]) [?v ...]]",
                "[(get {:b 7} :c) ?v]",
                "[(vector) [?v]]",
                "[(ground [7 8 9]) [?v _]]"
            })
    void callOfConstantsThatNoRowGetsTo_endsAsInThePeer(String call) {
        GeneratedCase kept = GeneratedCase.parse(NUMBERS.formatted("[(not= ?id ?v)] [$a ?e :a/number 7.0] " + call));
        holds(kept);
    }

    /** To the peer the id is a constant, and calls to which no pattern leads run whatever the patterns find. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[(subs ?id ?n)] [$a ?e :a/id ?id] [$a ?e :a/number 7.0] [(ground [3]) [?n]]",
                "[(subs ?id ?n)] [$a ?e :a/id ?id] [$a ?e :a/number 7.0] [(ground 3) ?n]",
                "[(subs ?id ?n) ?end] [$a ?e :a/id ?id] [$a ?e :a/number 7.0] [(ground 3) ?n]",
                "[(subs ?id ?m) ?end] [(inc ?n) ?m] [$a ?e :a/id ?id] [$a ?e :a/number 7.0] [(ground 3) ?n]",
                "[(subs ?id ?n) ?x] [$a ?e :a/id ?id] [$a ?e :a/number ?x] [(ground [3]) [?n]]",
                "[(subs ?id ?n)] [$a ?e :a/id ?id] [$a ?e :a/number 7.0] [(ground [1 3]) [?n ...]]",
                "[$a ?e :a/id ?id] [$a ?e :a/number 7.0] [(ground 3) ?n] [(subs ?id ?n) ?end]",
                "[(ground 3) ?n] [$a ?e :a/id ?id] [$a ?e :a/number 7.0] [(subs ?id ?n) ?end]",
                "[$a ?e :a/id ?id] [$a ?e :a/number 7.0] [(subs ?id 3) ?end]",
                "[$a ?e :a/id ?id] [$a ?e :a/number ?x] [(subs ?id ?n)] [$a ?e :a/nan 2.5] [(ground 3) ?n]",
                "[$a ?e :a/id ?id] [$a ?e :a/number 1.5] [(subs ?id 1) ?end]",
                "[$a ?e :a/id ?id] [$a ?e :a/number 7.0] [(subs ?id 3)]",
                "[$a ?e :a/id ?id] [$a ?e :a/number 7.0] [(count ?id) ?n] [(inc ?n) ?m] [(subs ?id ?m) ?end]",
                "[$a ?e :a/id ?id] [$a ?e :a/number 7.0] [$a ?d :a/id ?id] [$a ?d :a/number ?n] [(subs ?n 1) ?text]",
                "[$a ?d :a/id ?id] [$a ?d :a/number ?n] [(subs ?n 1) ?text] [$a ?e :a/id ?id] [$a ?e :a/number 7.0]",
                "[$a ?e :a/id ?id] [$a ?e :a/number 7.0] [(vector ?id 3) [?text ?n]] [(subs ?text ?n) ?end]",
                "($a or [?e :a/text ?t]) [(vector ?t) ?r] [$a ?r :a/number] [(subs ?id 1) ?t]",
                "($a or [?e :a/text ?t]) [(subs ?t 2) ?end] [(subs ?id 1) ?t]",
                "[(= ?id \"k1\")] [(subs ?id 3) ?end]",
                "[(subs ?id 3) ?end] [(= ?id \"k1\")]"
            })
    void callToWhichNoPatternLeads_throwsAlsoIfPatternsFindNothing(String clauses) {
        GeneratedCase kept = GeneratedCase.parse(NUMBERS.formatted(clauses)
                .replace(":where [$a ?e :a/id ?id]", ":where")
                .replace("(count ?e)", "(count ?id)"));
        holds(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "($a or (and (or [?v :a/number 7.0])))",
                "($a or (or [?v :a/number 7.0]))",
                "($a or (or [?v :a/number 7.0] [?v :a/number 8.0]))",
                "($a or (and (or [?v :a/number 7.0]) [?v :a/id]))",
                "($a or (or [?v :a/number 7.0]) (or [?v :a/number 8.0]))",
                "($a or [?v :a/number 7.0])",
                "($a or [?v :a/id ?id])",
                "[$a ?v :a/number 7.0]",
                "[$a ?v :a/id ?id] ($a or [?v :a/number 7.0])",
                "[$a ?v :a/id ?id] ($a or (or [?v :a/number 7.0]))",
                "[$a ?v :a/id ?id] ($a or [?x :a/id ?id])",
                "($a or-join [?v] (or [?v :a/number 7.0]))"
            })
    void alternativesThatNothingElseHasToDoWith_areAsThePeerTakesThem(String clauses) {
        holds(GeneratedCase.parse(NUMBERS.formatted(clauses)
                .replace(":where [$a ?e :a/id ?id]", ":where")
                .replace("(count ?e)", "(count ?id)")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[$a ?e :a/number ?v] [(= ?v)]",
                "[$a ?e :a/number ?v] [(= ?v)] [(ground 7) ?x]",
                "[$a ?e :a/text ?v] [(= ?v)]",
                "[$a ?e :a/number ?v] [(= ?v) ?same]",
                "[$a ?e :a/number ?v] [(not= ?v)]",
                "[$a ?e :a/number ?v] [(= ?v ?v)]",
                "[$a ?e :a/number ?v] [(= ?v ?v ?v)]",
                "[$a ?e :a/number ?v] [(= ?v 7.0 ?v)]",
                "[$a ?e :a/number ?v] [(= 7.0 ?v 7.0)]",
                "[$a ?e :a/number ?v] [$a ?e :a/number ?w] [(= ?w ?v 7.0)]",
                "[$a ?e :a/number ?v] (not [(= ?v)])",
                "[$a ?e :a/number ?v] [(= ?id)]",
                "[$a ?e :a/number ?v] [(identity ?v) ?w] [(= ?w)]"
            })
    void equalityOfOtherThanTwoValues_isWhatThePeerSays(String clauses) {
        holds(GeneratedCase.parse(NUMBERS.formatted(clauses)));
    }

    /** Of a value that is not indexed, the peer looks at those it has replaced, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[$a ?e :a/plain ?v] [(= ?v \"k0\")]",
                "[$a ?e :a/plain ?v] [(= \"k0\" ?v)]",
                "[(= ?v \"k0\")] [$a ?e :a/plain ?v]",
                "[$a ?e :a/plain ?v] [(= ?v ?id)]",
                "[$a ?e :a/plain ?v ?tx] [(= ?v \"k0\")]",
                "[$a ?e :a/plain ?v] [(= ?v \"k0\")] [(not= ?v 5)]",
                "[$a ?e :a/plain \"k0\"]",
                "[$a ?e :a/plain ?v] [(>= ?v \"k0\")]",
                "[$a ?e :a/plain ?v] [(ground \"k0\") ?w] [(= ?w ?v)]",
                "[$a ?e :a/plain ?v] [(= ?v \"k0\") ?same] [(identity ?same)]",
                "[$a ?e :a/plain ?v] (not [(not= ?v \"k0\")])",
                "[$a ?e :a/plain ?v] ($a or [(= ?v \"k0\")] [(= ?v \"k1\")])",
                "($a or-join [?e] (and [?e :a/plain ?v] [(= ?v \"k0\")]))",
                "(not-join [?e] [$a ?e :a/plain ?v] [(= ?v \"k0\")])",
                "[$a ?e :a/indexed ?v] [(= ?v \"k0\")]",
                "[$a ?e :a/indexed ?v] [(= ?v ?id)]",
                "[$a ?e :a/indexed ?v] [$a ?e :a/plain ?w] [(= ?v ?w)]",
                "[$a ?e :a/plain ?v] [$a ?e :a/plain ?w] [(= ?v ?w)]"
            })
    void valueThatHasReplacedAnother_equalsWhatThePeerSays(String clauses) {
        holds(GeneratedCase.parse(OVERWRITTEN.formatted(clauses)));
    }

    private static void holds(GeneratedCase kept) {
        Comparison comparison = Comparison.of(kept);

        assertThat(comparison.refusal()).isEmpty();
        assertThat(comparison.differences())
                .as(() -> CasesOfSeeds.described(kept))
                .isEmpty();
    }
}
