package dendro.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would take gigabytes or hours is refused before it is made. */
class BoundedFunctionsTest {

    private static final QueryGuard GUARD = Procedures.installed().guard();

    /** Forty times over, each time of what came before. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (str ?x ?x)                         | "ab"
            (clojure.core/str ?x "-" ?x)        | "ab"
            (clojure.string/join ?x [1 2 3 4])  | "ab"
            (vector ?x ?x)                      | 1
            (clojure.core/vector 1 ?x ?x)       | 1
            (tuple ?x ?x)                       | 1
            (hash-map :a ?x :b ?x)              | 1
            (conj [1 2] ?x ?x)                  | 1
            (assoc {:a 1} :b ?x :c ?x)          | 1
            (* ?x ?x)                           | 99999999999N
            (* ?x ?x)                           | 1.5M
            (* ?x ?x)                           | 1e-90M
            (* ?x ?x)                           | 3/2
            (* ?x ?x ?x 2 ?x)                   | 10N
            (clojure.core/* ?x ?x)              | 1e90M
            """)
    void growthFromClauseToClause_isRefused(String call, String begin) {
        String clauses = IntStream.range(0, 40)
                .mapToObj(step -> "[" + call.replace("?x", "?x" + step) + " ?x" + (step + 1) + "]")
                .collect(Collectors.joining(" "));

        tooLarge("[:find (count ?x40) . :in ?x0 :where " + clauses + "]", Edn.read(begin));
    }

    @Test
    void nestingFromClauseToClause_isRefused() {
        String clauses = IntStream.range(0, 100)
                .mapToObj(step -> "[(vector ?x" + step + ") ?x" + (step + 1) + "]")
                .collect(Collectors.joining(" "));

        tooLarge("[:find ?x100 :in ?x0 :where " + clauses + "]", 1L);
    }

    @Test
    void growthInRulesAndNestedQueries_isRefused() {
        String text = "a".repeat(60_000);

        tooLarge("[:find ?y :in ?x % :where (twice ?x ?y)]", text, Edn.read("[[(twice ?a ?b) [(str ?a ?a) ?b]]]"));
        tooLarge("[:find ?y :in ?x :where [(q '[:find ?b . :in ?a :where [(str ?a ?a) ?b]] ?x) ?y]]", text);
    }

    @Test
    void sumOfFractions_isRefusedOnceItsDenominatorIsHuge() {
        Object numbers = Edn.read(
                LongStream.rangeClosed(1, 5_000).mapToObj(Long::toString).collect(Collectors.joining(" ", "[", "]")));

        tooLarge("[:find (sum ?y) . :in [?x ...] :where [(clojure.core// 1 ?x) ?y]]", numbers);
        tooLarge("[:find (avg ?y) . :in [?x ...] :where [(clojure.core// 1 ?x) ?y]]", numbers);
    }

    @Test
    void refusal_namesTheFunctionAndItsClause() {
        assertThatThrownBy(() -> run("[:find ?y :in ?x :where [(str ?x ?x) ?y]]", "a".repeat(60_000)))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().detail()).startsWith("The function str would make a value of more than");
                    assertThat(e.problem().members()).containsEntry("clause", "[(str ?x ?x) ?y]");
                });
    }

    private static void tooLarge(String query, Object... args) {
        assertThatThrownBy(() -> run(query, args))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).as(e.getMessage()).isEqualTo(ProblemType.TOO_LARGE));
    }

    private static void run(String text, Object... args) {
        Query query = Query.parse(text, GUARD);
        List<Object> given = query.inputs().contains(new QueryInput.Rules())
                ? List.of(args[0], PeerForm.rules((List<?>) args[1], query.rulesCalled(), GUARD))
                : List.of(args);
        var unused = QueryRunner.relation(query, given, Map.of(), Duration.ofSeconds(20));
    }
}
