package dendro.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clojure.lang.Keyword;
import dendro.cursor.Cursor;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.Fixtures;
import dendro.edn.Edn;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.guard.QueryGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QueryRunnerTest {

    private static final String CITY =
            "[:find ?city :keys city :in $customers ?id :where [$customers ?c :customer/id ?id] [$customers ?c :customer/city ?city]]";
    private static final Cursor PURCHASE = Cursor.asOf(Instant.parse("2014-11-15T13:37:42.108Z"));

    private static Databases databases;
    private static final QueryGuard GUARD = new QueryGuard();

    @BeforeAll
    static void open() {
        databases = Fixtures.open();
    }

    @AfterAll
    static void close() {
        databases.close();
    }

    @Test
    void answer_isAsOfTheCursor() {
        assertThat(run(CITY, PURCHASE, "cus-quercus").rows()).containsExactly(List.of("São Paulo"));
        assertThat(run(CITY, Cursor.newest(), "cus-quercus").rows()).containsExactly(List.of("Richmond"));
    }

    @Test
    void resolvedCursor_givesTheSameAnswerAgain() {
        Answer first = run(CITY, PURCHASE, "cus-quercus");

        Answer again = run(CITY, Cursor.at(first.cursor()), "cus-quercus");

        assertThat(again.digest()).isEqualTo(first.digest());
        assertThat(again.cursor()).isEqualTo(first.cursor());
        assertThat(first.cursor().basis()).containsOnlyKeys("customers");
    }

    @Test
    void differentAnswers_haveDifferentDigests() {
        assertThat(run(CITY, PURCHASE, "cus-quercus").digest())
                .isNotEqualTo(run(CITY, Cursor.newest(), "cus-quercus").digest());
    }

    @Test
    void columns_areNamedByKeysOrAsWritten() {
        assertThat(run(CITY, PURCHASE, "cus-quercus").columns()).containsExactly("city");
        assertThat(run("[:find (count ?c) :in $customers :where [$customers ?c :customer/id]]", PURCHASE)
                        .columns())
                .containsExactly("(count ?c)");
    }

    @Test
    void everyFindShape_answersInRows() {
        String where = " :in $customers :where [$customers ?c :customer/job ?job] [(= ?job \"Philosopher\")]]";

        assertThat(run("[:find ?job ." + where, PURCHASE).rows()).containsExactly(List.of("Philosopher"));
        assertThat(run("[:find [?job]" + where, PURCHASE).rows()).containsExactly(List.of("Philosopher"));
        assertThat(run("[:find [?job ...]" + where, PURCHASE).rows()).containsExactly(List.of("Philosopher"));
        assertThat(run(
                                "{:find [?job] :in [$customers] :where [[$customers ?c :customer/job ?job] [(= ?job \"Philosopher\")]]}",
                                PURCHASE)
                        .rows())
                .containsExactly(List.of("Philosopher"));
    }

    @Test
    void databases_joinByExternalId() {
        Answer answer = run(
                "[:find ?name ?shop :in $purchases $customers $merchants ?id :where [$purchases ?p :purchase/id ?id]"
                        + " [$purchases ?p :purchase/customer-id ?c-id] [$customers ?c :customer/id ?c-id]"
                        + " [$customers ?c :customer/name ?name] [$purchases ?p :purchase/merchant-id ?m-id]"
                        + " [$merchants ?m :merchant/id ?m-id] [$merchants ?m :merchant/name ?shop]]",
                PURCHASE,
                "pur-108");

        assertThat(answer.rows()).containsExactly(List.of("Quercus", "Quercus Bookshop"));
        assertThat(answer.cursor().basis()).containsOnlyKeys("customers", "merchants", "purchases");
    }

    @Test
    void rules_areArguments() {
        Answer answer = run(
                "[:find (count ?c) :in $customers % :where ($customers philosopher ?c)]",
                PURCHASE, Edn.read("[[(philosopher ?c) [?c :customer/job \"Philosopher\"]]]"));

        assertThat(answer.rows()).hasSize(1);
        assertThat(answer.rows().get(0).get(0)).asString().isNotEqualTo("0");
    }

    @Test
    void pulledEntities_areMaps() {
        Answer answer = run(
                "[:find (pull $customers ?c [:customer/name :customer/job]) :in $customers ?id :where [$customers ?c :customer/id ?id]]",
                PURCHASE,
                "cus-quercus");

        assertThat(answer.rows().get(0).get(0))
                .hasToString("{:customer/name \"Quercus\", :customer/job \"Philosopher\"}");
    }

    @Test
    void pullThatFindsNothing_isAnEmptyValue() {
        Answer answer = run(
                "[:find ?id (pull $customers ?c [:customer/blocked]) :in $customers :where [$customers ?c :customer/id ?id]]",
                PURCHASE);

        assertThat(answer.rows()).hasSize(301);
    }

    @Test
    void wildcardPull_isWarnedOfAttributesWithoutHistory() {
        Answer answer = run(
                "[:find (pull $customers ?c [*]) :in $customers ?id :where [$customers ?c :customer/id ?id]]",
                PURCHASE,
                "cus-quercus");

        assertThat(answer.warnings()).anyMatch(warning -> warning.contains(":customer/last-seen"));
    }

    @Test
    void randomAggregate_isWarnedOf() {
        assertThat(run("[:find (sample 2 ?c) :in $customers :where [$customers ?c :customer/id]]", PURCHASE)
                        .warnings())
                .anyMatch(warning -> warning.contains("random"));
    }

    @Test
    void slowQuery_isStoppedAndSaidToBe() {
        String product =
                "[:find (count ?a) :in $customers :where [$customers ?a :customer/id] [$customers ?b :customer/id]"
                        + " [$customers ?c :customer/id] [$customers ?d :customer/id] [(not= ?a ?d)]]";

        assertThat(problem(() -> new QueryRunner(databases, GUARD)
                                .run(
                                        new Question(
                                                Query.parse(product, GUARD),
                                                Sources.byName(),
                                                List.of(),
                                                Question.Joins.CARTESIAN),
                                        PURCHASE,
                                        new QueryLimits(Duration.ofMillis(100), 10),
                                        Deadline.after(Duration.ofSeconds(1))))
                        .type())
                .isEqualTo(ProblemType.QUERY_TIMEOUT);
    }

    @Test
    void errorThatNamesATimeout_isNotTakenForOne() {
        assertThat(problem(() -> run("[:find ?x :in $customers :where [$customers ?x :order/timeout]]", PURCHASE))
                        .type())
                .isEqualTo(ProblemType.QUERY_INVALID);
    }

    @Test
    void functionOnAWrongType_isRefusedInWordsWithItsClause() {
        Problem problem = problem(
                () -> run("[:find ?y :in $customers :where [$customers _ :customer/id ?x] [(+ ?x 1) ?y]]", PURCHASE));

        assertThat(problem.type()).isEqualTo(ProblemType.QUERY_INVALID);
        assertThat(problem.detail()).contains("type that it does not take").doesNotContain("java.lang");
        assertThat(problem.members()).containsEntry("clause", "[(+ ?x 1) ?y]");
    }

    @Test
    void limit_cutsRowsButNotTheDigest() {
        String query = "[:find ?id :in $customers :where [$customers _ :customer/id ?id]]";

        Answer whole = run(query, PURCHASE);
        Answer cut = databasesRun(query, PURCHASE, 10);

        assertThat(cut.rows()).hasSize(10).isEqualTo(whole.rows().subList(0, 10));
        assertThat(cut.rowCount()).isEqualTo(whole.rowCount()).isEqualTo(301);
        assertThat(cut.digest()).isEqualTo(whole.digest());
    }

    @Test
    void noHistoryAttribute_isWarnedOf() {
        Answer answer =
                run("[:find ?seen :in $customers :where [$customers _ :customer/last-seen ?seen]]", Cursor.newest());

        assertThat(answer.warnings()).anyMatch(warning -> warning.contains(":customer/last-seen"));
    }

    @Test
    void attributeThatIsAVariableOrAnId_isWarnedOf() {
        Object id = databases
                .named("customers")
                .newest(Deadline.after(Duration.ofSeconds(5)))
                .newest()
                .entid(Keyword.intern("customer", "last-seen"));
        Object rules = Edn.read("[[(has ?c ?v) [?c ?a ?v]]]");
        String begin = "[:find (count ?v) :in $customers ?id % :where [$customers ?c :customer/id ?id] ";
        for (String clause : List.of(
                "[$customers ?c ?a ?v]",
                "[$customers ?c _ ?v]",
                "($customers or-join [?c ?v] [?c ?a ?v])",
                "[(ground :customer/city) ?a] [(get-else $customers ?c ?a \"none\") ?v]",
                "($customers has ?c ?v)",
                "[(q '[:find ?v :in $ ?c :where [?c ?a ?v]] $customers ?c) ?v]",
                "[$customers ?c " + id + " ?v]")) {
            assertThat(warnings(begin + clause + "]", "cus-quercus", rules))
                    .as(clause)
                    .anyMatch(warning -> warning.contains(":customer/last-seen") && warning.contains("no history"));
        }
        assertThat(warnings(begin + "[$customers ?c ?a ?v]]", "cus-quercus", Edn.read("[]")))
                .anyMatch(warning -> warning.startsWith("Any attribute of database 'customers' may have been read"));
    }

    @Test
    void variableInThePlaceOfAnAttribute_isNoConcernOfOtherDatabases() {
        assertThat(warnings(
                        "[:find ?v :in $purchases $customers ?id :where [$purchases ?p :purchase/id \"pur-108\"]"
                                + " [$purchases ?p ?a ?v] [$customers ?c :customer/id ?id] [$purchases ?p _ ?id]"
                                + " (not-join [?c ?id] [$customers ?c :customer/city ?id])]",
                        "cus-quercus"))
                .isEmpty();
    }

    @Test
    void randomAggregateOfANestedQuery_isWarnedOf() {
        assertThat(warnings("[:find ?some :in $customers"
                        + " :where [(q '[:find (sample 2 ?c) . :where [?c :customer/id]] $customers) ?some]]"))
                .anyMatch(warning -> warning.startsWith("(sample 2 ?c) picks at random"));
    }

    private static List<String> warnings(String query, Object... args) {
        return run(query, PURCHASE, args).warnings();
    }

    @Test
    void schemaThatCameAfterTheCursor_isWarnedOf() {
        Answer answer = run(CITY, Cursor.asOf(Instant.parse("2013-01-01T00:00:00Z")), "cus-quercus");

        assertThat(answer.rows()).isEmpty();
        assertThat(answer.warnings()).anyMatch(warning -> warning.contains("changed after the cursor"));
    }

    @Test
    void missingArgument_isNamed() {
        assertThat(problem(() -> run(CITY, PURCHASE)))
                .extracting(Problem::type, Problem::detail)
                .satisfies(parts -> assertThat(parts.get(0)).isEqualTo(ProblemType.ARGUMENT_MISMATCH))
                .satisfies(parts -> assertThat(parts.get(1).toString()).contains("missing: ?id"));
    }

    @Test
    void argumentTooLargeToReckonWith_isRefused() {
        String query = "[:find ?y :in $customers ?x :where [(+ ?x 1) ?y]]";

        assertThat(problem(() -> run(query, PURCHASE, Edn.read("1e999999999M"))).detail())
                .contains("argument")
                .contains("digits");
    }

    @Test
    void unknownDatabase_isNamed() {
        assertThat(problem(() -> run("[:find ?x :in $nowhere :where [$nowhere ?x :a/b]]", PURCHASE))
                        .type())
                .isEqualTo(ProblemType.DATABASE_UNKNOWN);
    }

    @Test
    void unknownAttribute_isRefusedWithItsClause() {
        Problem problem =
                problem(() -> run("[:find ?x :in $customers :where [$customers ?x :customer/nam _]]", PURCHASE));

        assertThat(problem.type()).isEqualTo(ProblemType.QUERY_INVALID);
        assertThat(problem.detail()).contains(":customer/nam");
        assertThat(problem.members().get("clause")).contains(":customer/nam");
    }

    @Test
    void variableInFindAndWith_isRefusedInWords() {
        assertThat(problem(() -> run(
                                "[:find ?c (count ?c) :with ?c :in $customers :where [$customers ?c :customer/id]]",
                                PURCHASE))
                        .detail())
                .contains(":with");
    }

    @Test
    void queryWithoutNamedDatabase_isToldHowToNameOne() {
        assertThat(problem(() -> run("[:find ?x :where [?x :customer/id]]", PURCHASE))
                        .detail())
                .contains("$purchases");
    }

    @Test
    void instantAfterTheBackupEnds_isNotReached() {
        assertThat(problem(() -> run(CITY, Cursor.asOf(Instant.parse("2031-01-01T00:00:00Z")), "x"))
                        .type())
                .isEqualTo(ProblemType.CURSOR_NOT_REACHED);
    }

    private static Answer run(String query, Cursor cursor, Object... args) {
        return databasesRun(query, cursor, 100_000, args);
    }

    private static Answer databasesRun(String query, Cursor cursor, int rows, Object... args) {
        return new QueryRunner(databases, GUARD)
                .run(
                        Query.parse(query, GUARD),
                        List.of(args),
                        cursor,
                        new QueryLimits(Duration.ofSeconds(20), rows),
                        Deadline.after(Duration.ofSeconds(1)));
    }

    private static Problem problem(ThrowingCallable call) {
        ProblemException[] thrown = new ProblemException[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> thrown[0] = e);
        return thrown[0].problem();
    }
}
