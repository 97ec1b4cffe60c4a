package dendro.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import datomic.Database;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.Fixtures;
import dendro.edn.Edn;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.procedure.Procedures;
import dendro.query.guard.QueryGuard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnjoinedClausesTest {

    private static final QueryGuard GUARD = Procedures.installed().guard();
    private static final Object RULES = Edn.read("""
            [[(buys ?p ?c) [?p :purchase/customer-id ?c]]
             [(both ?a ?b) [?a :purchase/id] [?b :purchase/amount 1]]
             [(same ?a ?b) [?a :purchase/customer-id ?c] [?b :purchase/customer-id ?c]]
             [(product ?a) [?a :purchase/id] [?x :purchase/amount ?n] [(> ?n 1)]]
             [(chain ?a ?b) (same ?a ?b)]
             [(chain ?a ?b) (same ?a ?m) (chain ?m ?b)]
             [(swapped ?a ?b) (buys ?a ?b)]
             [(swapped ?x ?y) [?x :purchase/merchant-id ?y]]]
            """);

    private static Databases databases;

    @BeforeAll
    static void open() {
        databases = Fixtures.open();
    }

    @AfterAll
    static void close() {
        databases.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[:find ?p :where [?p :purchase/id]]",
                "[:find ?p ?n :in $ $c :where [?p :purchase/id ?i] [$c ?c :customer/id ?ci] [?p :purchase/customer-id ?ci] [$c ?c :customer/name ?n]]",
                // An entity found by its id is one row, however many of them there are.
                "[:find ?p ?n :in $ $c ?i ?ci :where [?p :purchase/id ?i] [$c ?c :customer/id ?ci] [$c ?c :customer/name ?n]]",
                "[:find ?p ?n :in $ $c :where [?p :purchase/amount ?a] [$c ?c :customer/id \"cus-quercus\"] [$c ?c :customer/name ?n]]",
                "[:find ?p :in $ ?from :where [?p :purchase/amount ?a] [(+ ?from 1) ?least] [(< ?least ?a)]]",
                "[:find ?a ?b :where [?a :purchase/amount ?x] [?b :purchase/amount ?y] [(< ?x ?y)]]",
                "[:find ?p :in $ [?i ...] :where [?p :purchase/id ?i]]",
                "[:find ?p :where [?p :purchase/id] (not [?p :purchase/amount 1])]",
                "[:find ?p :in $ $c :where [?p :purchase/id ?i] (not-join [?i] [$c ?c :customer/id ?i])]",
                "[:find ?p :where [?p :purchase/id] (or [?p :purchase/amount 1] [?p :purchase/amount 2])]",
                "[:find ?p :in $ $c :where [?p :purchase/id] (or-join [?p] [?p :purchase/amount 1] (and [?p :purchase/customer-id ?c] [$c ?x :customer/id ?c]))]",
                "[:find ?p ?c :in $ % :where (buys ?p ?c)]",
                "[:find ?p ?q :in $ % :where (chain ?p ?q)]",
                "[:find ?p ?q :in $ % :where (swapped ?p ?q)]",
                "[:find ?p ?q :in $ % :where (both ?p ?q) [?p :purchase/customer-id ?c] [?q :purchase/customer-id ?c]]",
                "[:find ?x :where [(q (quote [:find (count ?p) . :where [?p :purchase/id]]) $) ?n] [?x :purchase/amount ?n]]",
            })
    void joinedClauses_areLetPass(String text) {
        assertThatCode(() -> refuse(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [:find ?a ?b :where [?a :purchase/id] [?b :purchase/id]] | [?a :purchase/id] | [?b :purchase/id]
            [:find ?p ?n :in $ $c :where [?p :purchase/id] [$c ?c :customer/name ?n]] | [?p :purchase/id] | [$c ?c :customer/name ?n]
            [:find ?p ?q :in $ ?n :where [?p :purchase/amount ?x] [?q :purchase/amount ?y] [(< ?x ?n)] [(< ?y ?n)]] | [?p :purchase/amount ?x] | [?q :purchase/amount ?y]
            [:find ?p :in $ [?i ...] :where [?p :purchase/id]] | [?i ...] | [?p :purchase/id]
            [:find ?p ?x :where [?p :purchase/id] [(ground [1 2]) [?x ...]]] | [?p :purchase/id] | [(ground [1 2]) [?x ...]]
            [:find ?p :where [?p :purchase/id] (not [?p :purchase/amount ?a] [?x :purchase/amount 1])] | [?p :purchase/amount ?a] | [?x :purchase/amount 1]
            [:find ?p :where [?p :purchase/id] (not-join [?p] [?p :purchase/amount ?a] [?x :purchase/amount 1])] | [?p :purchase/amount ?a] | [?x :purchase/amount 1]
            [:find ?p ?q :where (or (and [?p :purchase/id] [?q :purchase/id]) (and [?p :purchase/amount 1] [?q :purchase/amount 1]))] | (or | (or
            [:find ?p :where (or-join [?p] (and [?p :purchase/id] [?q :purchase/id]))] | [?p :purchase/id] | [?q :purchase/id]
            [:find ?p ?q :in $ % :where (both ?p ?q)] | (both ?p ?q) | (both ?p ?q)
            [:find ?p :in $ % :where (product ?p)] | [?a :purchase/id] | [?x :purchase/amount ?n]
            [:find ?x :where [(q (quote [:find ?a ?b :where [?a :purchase/id] [?b :purchase/id]]) $) [[?x]]]] | [?a :purchase/id] | [?b :purchase/id]
            """)
    void clausesThatHaveNothingToDoWithEachOther_areNamed(String text, String one, String other) {
        assertThatThrownBy(() -> refuse(text)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().type()).isEqualTo(ProblemType.QUERY_DISCONNECTED);
            assertThat(e.problem().detail())
                    .contains("`" + one)
                    .contains("`" + other)
                    .contains("allow-cartesian");
        });
    }

    /** Each call of the rule knows another of its twenty variables, in a million ways. */
    @Test
    void rulesThatCallThemselvesInManyWays_areLookedAtInTime() {
        StringBuilder rules = new StringBuilder("[");
        String variables = IntStream.range(0, 20).mapToObj(at -> "?x" + at).collect(Collectors.joining(" "));
        for (int at = 0; at < 20; at++) {
            rules.append("[(many ")
                    .append(variables)
                    .append(") (many ")
                    .append((variables + " ").replace("?x" + at + " ", "1 "))
                    .append(")]");
        }
        Query query = Query.parse("[:find ?x0 :in $ % :where (many " + variables + ")]", GUARD);

        UnjoinedClauses clauses = new UnjoinedClauses(
                Map.of(), (List<?>) Edn.read(rules.append("]").toString()));

        assertTimeout(Duration.ofSeconds(5), () -> assertThatThrownBy(() -> clauses.refuse(query.in(), query.where()))
                .isInstanceOf(ProblemException.class));
    }

    private static void refuse(String text) {
        Query query = Query.parse(text, GUARD);
        Map<String, Database> schemas = Map.of("$", newest("purchases"), "$c", newest("customers"));
        new UnjoinedClauses(schemas, (List<?>) RULES).refuse(query.in(), query.where());
    }

    private static Database newest(String name) {
        return databases
                .named(name)
                .newest(Deadline.after(Duration.ofSeconds(1)))
                .newest();
    }
}
