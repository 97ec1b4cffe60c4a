package dendro.query.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dendro.edn.Edn;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts to reach past the allow-list, each refused with the place and the name. */
class AttacksTest {

    private final QueryGuard guard = new QueryGuard();

    @ParameterizedTest
    @CsvFileSource(resources = "attacks-in-queries.txt", delimiter = '~', quoteCharacter = '`')
    void attackInQuery_isRefusedWithPlaceAndName(String place, String name, String query) {
        refusedAt(place, name, () -> guard.admitQuery(Edn.read(query)));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "attacks-in-rules.txt", delimiter = '~', quoteCharacter = '`')
    void attackInRules_isRefusedWithPlaceAndName(String place, String name, String rules) {
        refusedAt(place, name, () -> guard.admitRules(Edn.read(rules)));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "attacks-in-patterns.txt", delimiter = '~', quoteCharacter = '`')
    void attackInPullPattern_isRefusedWithPlaceAndName(String name, String pattern) {
        refusedAt("the pull pattern", name, () -> guard.admitPullPattern(Edn.read(pattern)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#=(System/exit 0)",
                "[:find ?x :where [(str #=(System/exit 0)) ?x]]",
                "#java.io.File[\"/etc/passwd\"]",
                "[:find ?x :where [(str #java.lang.Thread[]) ?x]]",
                "[:find ?x :where [(str #user/secret 1) ?x]]",
                "#db/fn {:lang \"java\" :params [] :code \"System.exit(0);\"}",
                "#db/id[:db.part/user]",
                "[:find ?x :where [(re-find #\"(a+)+$\" \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaab\") ?x]]",
                "[:find ?x :where [(str #'clojure.core/eval) ?x]]",
                "[:find ?x :where [(str @clojure.core/*ns*) ?x]]",
                "[:find ?x :where [(str #(System/exit 0)) ?x]]",
                "[:find ?x :where [(str #?(:clj (System/exit 0))) ?x]]",
                "[:find ?x :where [(str #:a{:b 1}) ?x] [(eval 1) ?x]]",
                "[:find ?x :where [(str `(System/exit 0)) ?x]]",
                "[:find ?x :where [^{:tag (System/exit 0)} (str 1) ?x]]",
                "[:find ?x :where [(str ##Inf) ?x] [(eval ##NaN) ?y]]",
                "[:find ?x :where [(clojure.core/str '(System/exit 0)) ?x]]",
                "[:find ?x :where [(q '(System/exit 0) $) ?x]]",
                "[:find ?x :where [?x '(System/exit 0)]]",
            })
    void attackOnTheReader_isRefused(String text) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> guard.admitQuery(Edn.read(text)));

        assertThat(refusal).as("refusal").isNotNull();
        assertThat(refusal.problem().type())
                .isIn(ProblemType.EDN_SYNTAX, ProblemType.QUERY_FORBIDDEN, ProblemType.QUERY_INVALID);
    }

    @Test
    void tenMegabytesOfClauses_areRefusedInTime() {
        String clauses = "[?x :tree/id \"oak\"]".repeat(500_000);

        Problem problem = problem(() -> guard.admitQuery(Edn.read("[:find ?x :where " + clauses + "]")));

        assertThat(problem.detail()).contains("more than 10000 forms");
    }

    @Test
    void tenMegabytesOfText_areRefused() {
        String text = "a".repeat(10_000_000);

        assertThat(problem(() -> guard.admitQuery(Edn.read("[:find ?x :where [?x :tree/id \"" + text + "\"]]")))
                        .detail())
                .contains("more than 100000 characters");
    }

    @Test
    void hugePattern_isNoFunctionOfQueries() {
        String pattern = "(a|".repeat(10_000) + "b" + ")".repeat(10_000);

        refusedAt(
                ":where clause 1",
                "re-matches",
                () -> guard.admitQuery(
                        Edn.read("[:find ?x :in $ ?s :where [(re-matches \"" + pattern + "\" ?s) ?x]]")));
    }

    @Test
    void refusal_readsAsASentence() {
        Problem problem = problem(() -> guard.admitQuery(Edn.read(
                "[:find ?s :in $ ?f :where [?e :tree/id ?f] [?e" + " :tree/rings] [(clojure.core/slurp ?f) ?s]]")));

        assertThat(problem.detail())
                .isEqualTo("In :where clause 3, `[(clojure.core/slurp ?f) ?s]`: the function clojure.core/slurp"
                        + " is not allowed in queries.");
        assertThat(problem.members())
                .containsEntry("name", "clojure.core/slurp")
                .containsEntry("clause", "[(clojure.core/slurp ?f) ?s]");
    }

    private static void refusedAt(String place, String name, ThrowingCallable attack) {
        Problem problem = problem(attack);
        assertThat(problem.type()).isEqualTo(ProblemType.QUERY_FORBIDDEN);
        assertThat(problem.detail()).startsWith("In " + place);
        assertThat(problem.members()).containsEntry("name", name).containsKey("clause");
    }

    private static Problem problem(ThrowingCallable attack) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, attack);
        assertThat(refusal).as("refusal").isNotNull();
        return refusal.problem();
    }
}
