package dendro.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clojure.lang.IFn;
import clojure.lang.RT;
import clojure.lang.Symbol;
import dendro.edn.Edn;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.procedure.Procedures;
import dendro.query.bounded.BoundedFunctions;
import dendro.query.guard.QueryGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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

    /** The peer hands over the same numbers in one order today and in another one tomorrow. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sum ?x      | [0.1 0.2 0.3 1e16 -1e16 0.7]
            avg ?x      | [0.1 0.2 0.3 1e16 -1e16 0.7]
            variance ?x | [0.1 0.2 0.3 1e16 -1e15 0.7]
            stddev ?x   | [0.1 0.2 0.3 1e16 -1e15 0.7]
            sum ?x      | [1 1/3 0.1 1e16 7N]
            min ?x      | [1.0M 1.00M 1.000M 2.0M]
            max ?x      | [1.0M 2.00M 2.0M 2.000M]
            min 2 ?x    | [1.0M 1.00M 1.000M 2.0M]
            median ?x   | [1.0M 1.00M 1.000M]
            """)
    void aggregate_isTheSameInAnyOrder(String call, String numbers) {
        List<?> given = (List<?>) Edn.read(numbers);
        String function = call.substring(0, call.indexOf(' '));
        IFn aggregate = RT.var("dendro.bounded", function);
        assertThat(BoundedFunctions.aggregate(Symbol.intern(function)))
                .contains(Symbol.intern("dendro.bounded", function));
        Random random = new Random(108);
        Set<String> answers = new HashSet<>();
        for (int run = 0; run < 50; run++) {
            List<Object> shuffled = new ArrayList<>(given);
            Collections.shuffle(shuffled, random);
            answers.add(
                    String.valueOf(call.contains(" 2 ") ? aggregate.invoke(2L, shuffled) : aggregate.invoke(shuffled)));
        }

        assertThat(answers).hasSize(1);
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
