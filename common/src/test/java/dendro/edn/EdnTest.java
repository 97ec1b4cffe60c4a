package dendro.edn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clojure.lang.Keyword;
import clojure.lang.RT;
import clojure.lang.Symbol;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.Date;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdnTest {

    @Test
    void read_knowsDataAndItsTags() {
        Object value = Edn.read("[:a/b ?x \"é\" 1 1.5M #inst \"2014-11-15T13:37:42.108Z\" ; comment\n #_ignored 7]");

        assertThat(value)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(7)
                .startsWith(Keyword.intern("a", "b"), Symbol.intern("?x"), "é", 1L)
                .contains(new Date(1416058662108L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#=(java.lang.System/exit 0)",
                "[#=(+ 1 2)]",
                "#java.util.Date[1]",
                "#foo 1",
                "#\"regex\"",
                "^{:tag (System/exit 0)} x",
                "#'clojure.core/eval",
                "@x",
                "(1",
                "1 2",
                "",
                "nil",
                "{:a 1 :a 2}",
                "\"open"
            })
    void read_refusesWhatIsNotOneValueOfData(String text) {
        assertThatThrownBy(() -> Edn.read(text)).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(
                        e.problem().type())
                .isEqualTo(ProblemType.EDN_SYNTAX));
    }

    @Test
    void error_namesLineAndColumn() {
        assertThatThrownBy(() -> Edn.read("[:find ?x\n :where [?e :a ]]]"))
                .hasMessageContaining("Line 2")
                .hasMessageContaining("]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "(", "{:a ", "#{", "#a ", "#_ "})
    void deepNesting_isAnErrorAndNoOverflow(String opening) {
        assertThatThrownBy(() -> Edn.read(opening.repeat(100_000)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.EDN_SYNTAX));
    }

    /** Digits are read in time quadratic in their count; this one would take hours. */
    @Test
    void longNumber_isAnErrorAtOnce() {
        assertThatThrownBy(() -> Edn.read("[" + "1".repeat(5_000_000) + "N]")).hasMessageContaining("1000 characters");
        assertThat(Edn.read("\"" + "1".repeat(5_000) + "\"")).isEqualTo("1".repeat(5_000));
    }

    @Property(tries = 200)
    void stringsAndNumbers_surviveWritingAndReading(@ForAll List<String> texts, @ForAll long number) {
        Object value = List.of(texts, number);

        assertThat(Edn.read(Edn.write(value))).isEqualTo(value);
    }

    @Property(tries = 500)
    void text_isWrittenAsClojurePrintsIt(@ForAll @CharRange(to = 127) String ascii, @ForAll String any) {
        assertThat(Edn.write(ascii)).isEqualTo(RT.printString(ascii));
        assertThat(Edn.write(any)).isEqualTo(RT.printString(any));
    }
}
