package dendro.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.cursor.Cursor;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.Fixtures;
import dendro.edn.Edn;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.Answer;
import dendro.query.Query;
import dendro.query.QueryLimits;
import dendro.query.QueryRunner;
import dendro.query.guard.QueryGuard;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProceduresTest {

    private static final Procedures PROCEDURES = Procedures.installed();
    private static final Cursor SEPTEMBER = Cursor.asOf(Instant.parse("2014-09-01T00:00:00Z"));

    private static Databases databases;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        databases = Fixtures.open();
    }

    @AfterAll
    static void close() {
        databases.close();
    }

    /** Reckoned by hand, by a calculator of 50 digits. */
    @ParameterizedTest
    @CsvSource({
        "1000, 0.08, 30, 6.60",
        "1000M, 0.08M, 365, 83.28",
        "1000M, 0M, 365, 0.00",
        "133700, 0.365, 1, 133.70",
        "25M, 0.073M, 1, 0.00",
        "75M, 0.073M, 1, 0.02",
    })
    void interest_isCompoundAndRoundedHalfToEven(String principal, String rate, long days, BigDecimal interest) {
        assertThat(value("(interest " + principal + " " + rate + " " + days + ")"))
                .isEqualTo(interest);
    }

    @Test
    void randomNumbers_areThoseOfTheirSeed() {
        assertThat(value("(random-numbers 3 42)"))
                .isEqualTo(Edn.read("[0.7275636800328681 0.6832234717598454 0.30871945533265976]"));
        assertThat(value("(random-numbers 2 43)")).isNotEqualTo(value("(random-numbers 2 42)"));
    }

    @Test
    void functionOnTheClassPath_isFoundAndCalled() {
        assertThat(PROCEDURES.functions()).extracting(Procedure::name).contains("tithe");
        assertThat(value("(tithe 1000)")).isEqualTo(new BigDecimal("100.0"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (interest 1000 0.08)       | takes principal, yearly-rate, days but was given 2
            (interest "1000" 0.08 1)   | needs a number as principal
            (interest 1000 0.08 1.5)   | needs a whole number as days
            (interest 1000 0.08 -1)    | days must be from 0
            (interest 1000 -0.08 1)    | yearly-rate must be from 0
            (random-numbers 10001 1)   | n must be from 0 to 10000
            (random-numbers 1 "x")     | needs a whole number as seed
            (cursor-instant 1)         | needs a database
            """)
    void wrongArgument_isRefusedInWordsWithItsClause(String call, String words) {
        assertThatThrownBy(() -> value(call)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().type()).isEqualTo(ProblemType.ARGUMENT_MISMATCH);
            assertThat(e.problem().detail()).contains(words);
            assertThat(e.problem().members()).containsEntry("clause", "[" + call + " ?value]");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[:find ?id :in $bills :where ($bills late ?b) [$bills ?b :bill/id ?id]]",
                "[:find ?id :in $bills :where [$bills ?b :bill/id ?id] ($bills late ?b)]",
                "[:find ?id :in $bills :where [(q '[:find [?id ...] :where (late ?b) [?b :bill/id ?id]] $bills) [?id ...]]]",
                "[:find ?id :in $bills :where [(q '[:find [?id ...] :in $ % :where (mine ?b ?id)] $bills"
                        + " '[[(mine ?b ?id) (late ?b) [?b :bill/id ?id]]]) [?id ...]]]",
            })
    void late_holdsForWhatIsPastDueAsOfTheCursor(String query) {
        List<List<Object>> direct = run(
                        PROCEDURES.guard(),
                        "[:find ?id :in $bills :where [(q '[:find (max ?i) . :where [_ :db/txInstant ?i]] $bills) ?now]"
                                + " [$bills ?b :bill/due-date ?due] [(< ?due ?now)] [$bills ?b :bill/id ?id]"
                                + " [(missing? $bills ?b :bill/paid-at)]]",
                        SEPTEMBER)
                .rows();

        assertThat(direct).hasSizeGreaterThan(10);
        assertThat(run(PROCEDURES.guard(), query, SEPTEMBER).rows()).isEqualTo(direct);
    }

    @Test
    void procedure_mayBeCalledByRulesThatAreSent() {
        Answer answer = run(
                PROCEDURES.guard(),
                "[:find (sum ?owed) . :with ?b :in $bills % :where ($bills owed ?b ?owed)]",
                SEPTEMBER,
                Edn.read("[[(owed ?b ?owed) (late ?b) [?b :bill/amount ?a] [(interest ?a 0.1M 30) ?owed]]]"));

        assertThat((BigDecimal) answer.rows().get(0).get(0)).isPositive();
    }

    /** The peer alone forgets the source of such a call: "Nil or missing data source". */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "($bills dear ?b 20000) [$bills ?b :bill/id ?id]",
                "[$bills ?b :bill/id ?id] ($bills dear ?b 20000)",
                "[$bills ?b :bill/id ?id] ($bills dear ?b 20000) ($bills dear ?b 10000)",
                "[$bills ?b :bill/id ?id] ($bills not (not (dear ?b 20000)))",
                "[$bills ?b :bill/id ?id] ($bills or-join [?b] (dear ?b 20000) (dear ?b 30000))",
                "[$bills ?b :bill/id ?id] ($bills dear-enough ?b)",
                "[$bills ?b :bill/id ?id] [(ground 20000) ?least] ($bills dear ?b ?least)"
            })
    void ruleOfANamedSource_takesConstants(String clauses) {
        String direct =
                "[:find ?id :in $bills :where [$bills ?b :bill/id ?id] [$bills ?b :bill/amount ?a] [(<= 20000 ?a)]]";
        Object rules = Edn.read("[[(dear ?b ?least) [?b :bill/amount ?a] [(<= ?least ?a)]]"
                + " [(dear-enough ?b) [?b :bill/id] (dear ?b 20000)]]");

        Answer answer = run(PROCEDURES.guard(), "[:find ?id :in $bills % :where " + clauses + "]", SEPTEMBER, rules);

        assertThat(answer.rows()).isNotEmpty();
        assertThat(answer.rows())
                .isEqualTo(run(PROCEDURES.guard(), direct, SEPTEMBER).rows());
    }

    @Test
    void rulesOfAFile_areProceduresToo() throws IOException {
        Path file = Files.writeString(folder.resolve("rules.edn"), """
                [{:name dear :documentation "Bills of some size." :example "($bills dear ?bill 1000)"
                  :rules [[(dear ?bill ?least) [?bill :bill/amount ?amount] [(<= ?least ?amount)]]]}
                 {:name late-and-dear :documentation "Both." :example "($bills late-and-dear ?bill)"
                  :rules [[(late-and-dear ?bill) (late ?bill) (dear ?bill 10000)]]}]
                """);
        Procedures procedures = PROCEDURES.withRulesOf(file);

        Answer answer = run(
                procedures.guard(),
                "[:find (min ?a) (count ?b) :in $bills :where ($bills late-and-dear ?b) [$bills ?b :bill/amount ?a]]",
                SEPTEMBER);

        assertThat(procedures.rules()).extracting(RuleProcedure::name).contains("late", "dear", "late-and-dear");
        assertThat((Long) answer.rows().get(0).get(0)).isGreaterThanOrEqualTo(10_000L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7                                                                  | vector of maps
            [{:name x}]                                                        | has no :rules
            [{:name x :rules [[(y ?a) [?a :b]]]}]                              | must define x
            [{:name x :rules [[(x ?a) [?a :b]]]}]                              | :documentation
            [{:name x :colour 1}]                                              | :colour
            [{:name late :documentation "d" :example "e" :rules [[(late ?a) [?a :b]]]}] | Two procedures
            [{:name x :documentation "d" :example "e" :rules [[(x ?a) [(slurp "f") ?a]]]}] | slurp
            [{:name str :documentation "d" :example "e" :rules [[(str ?a) [?a :b]]]}] | function
            """)
    void fileThatHoldsNoProcedures_isRefusedInWords(String text, String words) throws IOException {
        Path file = Files.writeString(folder.resolve("rules.edn"), text);

        assertThatThrownBy(() -> PROCEDURES.withRulesOf(file))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(words);
    }

    @Test
    void queryMayNotDefineAProcedureAnew() {
        refused(
                () -> run(
                        PROCEDURES.guard(),
                        "[:find ?b :in $bills % :where ($bills late ?b)]",
                        SEPTEMBER,
                        Edn.read("[[(late ?b) [?b :bill/id]]]")),
                "procedure");
    }

    @Test
    void withoutProcedures_theirNamesAreRefused() {
        refused(() -> Query.parse("[:find ?x :in $bills :where [(interest 1 1 1) ?x]]", new QueryGuard()), "interest");
        refused(() -> Query.parse("[:find ?x :in $bills :where ($bills late ?x)]", new QueryGuard()), "late");
    }

    private static void refused(ThrowingCallable call, String words) {
        assertThatThrownBy(call).isInstanceOf(ProblemException.class).hasMessageContaining(words);
    }

    private static Object value(String call) {
        return run(PROCEDURES.guard(), "[:find ?value :in $bills :where [" + call + " ?value]]", SEPTEMBER)
                .rows()
                .get(0)
                .get(0);
    }

    private static Answer run(QueryGuard guard, String query, Cursor cursor, Object... args) {
        return new QueryRunner(databases, guard)
                .run(
                        Query.parse(query, guard),
                        List.of(args),
                        cursor,
                        new QueryLimits(Duration.ofSeconds(20), 1_000),
                        Deadline.after(Duration.ofSeconds(1)));
    }
}
