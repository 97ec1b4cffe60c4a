package dendro.query.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import clojure.lang.PersistentArrayMap;
import clojure.lang.PersistentHashSet;
import clojure.lang.PersistentList;
import clojure.lang.PersistentVector;
import clojure.lang.RT;
import clojure.lang.Symbol;
import dendro.edn.Edn;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardLimitsTest {

    private final QueryGuard guard = new QueryGuard();

    @Test
    void formTenThousandLevelsDeep_isATypedError() {
        assertTooDeep(inner -> PersistentVector.create(inner));
        assertTooDeep(inner -> PersistentList.create(List.of(inner)));
        assertTooDeep(inner -> PersistentArrayMap.createAsIfByAssoc(new Object[] {"key", inner}));
    }

    @Test
    void formTooWide_isATypedError() {
        Object wide = PersistentVector.create(Collections.nCopies(10_001, 1L));

        assertThat(refusal(wide).detail()).contains("more than 10000 forms");
        assertThat(refusal(PersistentHashSet.create(Collections.nCopies(3, wide)))
                        .detail())
                .contains("more than 10000 forms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000M", "1e-1000000000M", "1e101M"})
    void hugeNumber_isRefused(String number) {
        assertThat(refusal(Edn.read("[:find ?x :where [(+ 1 " + number + ") ?x]]"))
                        .detail())
                .contains("more than 100 digits");
    }

    @Test
    void hugeWholeNumber_isRefused() {
        assertThat(refusal(Edn.read("[:find ?x :where [(+ 1 " + "9".repeat(200) + "N) ?x]]"))
                        .detail())
                .contains("more than 100 digits");
    }

    @Test
    void hugeCounts_areRefused() {
        assertThat(refusal(Edn.read("[:find (rand 20000000000 ?x) :where [?x :tree/id]]"))
                        .detail())
                .contains(":find element 1");
        assertThat(refusal(Edn.read("[:find (pull ?x [{:tree/beside 20000000}]) :where [?x :tree/id]]"))
                        .detail())
                .contains("1 to 100000");
    }

    @Test
    void valueThatIsNotData_isRefused() {
        assertThat(refusalOfArgument(Pattern.compile("a")).detail()).contains("java.util.regex.Pattern");
        assertThat(refusalOfArgument(new Thread()).detail()).contains("java.lang.Thread");
        assertThat(refusalOfArgument(RT.var("clojure.core", "eval")).detail()).contains("clojure.lang.Var");
        assertThat(refusalOfArgument(new Object[] {1}).detail()).contains("[Ljava.lang.Object;");
    }

    @Test
    void lazySequence_isRefusedUnread() {
        Object endless = clojure.java.api.Clojure.var("clojure.core", "repeat").invoke(1);

        assertThat(refusalOfArgument(endless).detail()).contains("clojure.lang.Repeat");
    }

    @Test
    void metadata_isRefusedEvenOnASymbol() {
        Object hinted = Symbol.intern("?x").withMeta(PersistentArrayMap.createAsIfByAssoc(new Object[] {"tag", 1L}));

        assertThat(refusalOfArgument(hinted).detail()).contains("metadata");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "\"[:find ?x]\"",
                "[]",
                "{}",
                "[?x]",
                "[:where [?x :a]]",
                "[:find ?x :find ?y]",
                "[:find ?x :keys a :strs b :where [?x :a]]",
                "{:find ?x}",
                "[:find ?x :where ?x]",
                "[:find ?x :where []]",
                "[:find ?x :where ()]",
                "[:find ?x :where (not)]",
                "[:find ?x :where (not-join)]",
                "[:find ?x :where (late ?x)]",
                "[:find ?x :where [$other ?x :a]]",
                "[:find ?x :where [()]]",
                "[:find ?x :where [(str 1) ?x ?y]]",
                "[:find ?x :where [(q) ?x]]",
                "[:find ?x :where [(q (quote [:find ?x :in $ ?y :where [?x :a ?y]]) $) ?x]]",
                "[:find (pull ?x shape) :where [?x :a]]",
                "[:find (pull ?x) :where [?x :a]]",
                "[:find (pull ?x \"[*]\") :where [?x :a]]",
                "[:find ?x :in $ [] :where [?x :a]]",
            })
    void malformedQuery_isInvalid(String text) {
        assertThat(refusal(Edn.read(text)).type()).isEqualTo(ProblemType.QUERY_INVALID);
    }

    @Test
    void rulesAndPatternsAsText_areInvalid() {
        assertThat(catchThrowableOfType(ProblemException.class, () -> guard.admitRules("[[(r ?x) [?x :a]]]"))
                        .problem()
                        .type())
                .isEqualTo(ProblemType.QUERY_INVALID);
        assertThat(catchThrowableOfType(ProblemException.class, () -> guard.admitPullPattern("[*]"))
                        .problem()
                        .type())
                .isEqualTo(ProblemType.QUERY_INVALID);
    }

    private void assertTooDeep(UnaryOperator<Object> nest) {
        Object form = 1L;
        for (int level = 0; level < 10_000; level++) {
            form = nest.apply(form);
        }
        assertThat(refusal(form).detail()).contains("more than 64 levels");
    }

    private Problem refusalOfArgument(Object argument) {
        Object call = PersistentList.create(List.of(Symbol.intern("str"), argument));
        Object clause = PersistentVector.create(call, Symbol.intern("?x"));
        return refusal(PersistentVector.create(
                RT.keyword(null, "find"), Symbol.intern("?x"), RT.keyword(null, "where"), clause));
    }

    private Problem refusal(Object query) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> guard.admitQuery(query));
        assertThat(refusal).as("refusal").isNotNull();
        return refusal.problem();
    }
}
