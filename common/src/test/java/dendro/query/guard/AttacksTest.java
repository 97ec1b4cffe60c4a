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
