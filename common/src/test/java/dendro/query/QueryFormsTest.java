package dendro.query;

import static org.assertj.core.api.Assertions.assertThat;

import clojure.lang.Keyword;
import clojure.lang.PersistentVector;
import clojure.lang.Symbol;
import datomic.Connection;
import datomic.Database;
import datomic.Peer;
import dendro.cursor.Cursor;
import dendro.cursor.Point;
import dendro.cursor.ResolvedCursor;
import dendro.database.DatabaseLocation;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.edn.Edn;
import dendro.procedure.Procedures;
import dendro.query.guard.QueryGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every form of Datomic's query reference, answered as the peer answers it when asked directly. */
class QueryFormsTest {

    private static final String URI = "datomic:mem://music-of-query-forms";
    private static final QueryGuard GUARD = Procedures.installed().guard();
    private static final Object LIKES =
            Edn.read("[[\"sally\" :likes \"pizza\"] [\"bob\" :likes \"pasta\"] [\"ed\" :likes \"The Beatles\"]]");
    private static final Instant JUNE = Instant.parse("2014-06-02T00:00:00Z");

    private static Databases databases;
    private static Connection connection;

    @BeforeAll
    static void open() {
        Path seed = Path.of("src/test/resources/dendro/query/music.edn").toAbsolutePath();
        databases = Databases.open(Map.of("music", DatabaseLocation.parse(URI, Optional.of(seed))));
        connection = Peer.connect(URI);
    }

    @AfterAll
    static void close() {
        databases.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "query-forms.txt", delimiter = '~', quoteCharacter = '`')
    void form_isAnsweredAsByThePeer(String form, String text, String args) {
        List<Object> given = list(Edn.read(args));
        Query query = Query.parse(text, GUARD);

        Answer answer = run(query, given, Cursor.newest());

        assertThat(new HashSet<>(answer.rows())).as(form).isEqualTo(peers(query, text, given));
        assertThat(answer.rows()).as(form).isNotEmpty();
    }

    @Test
    void logAsAValue_tellsNothingOfItsInside() {
        Answer answer = run(Query.parse("[:find ?log :in ?log]", GUARD), List.of(), Cursor.newest());

        assertThat(answer.rows().get(0).get(0).toString())
                .isEqualTo("the log up to t " + answer.cursor().basis().get("music"));
    }

    @Test
    void text_isParsedOnce() {
        QueryParser parser = new QueryParser(GUARD);
        String text = "[:find ?name :in $music :where [$music _ :artist/name ?name]]";

        assertThat(parser.parse(text)).isSameAs(parser.parse(new String(text.toCharArray())));
    }

    @Test
    void views_endAtTheCursorForEver() throws Exception {
        String text = "[:find ?r ?price ?added ?tx :in $h $log $s :where [$h ?r :release/price ?price ?tx ?added]"
                + " [(tx-ids $log nil nil) [?tx ...]] [$s _ :db/txInstant]]";
        Query query = Query.parse(text, GUARD);
        Answer first = run(query, List.of(), Cursor.newest());
        connection
                .transact(List.of(list(Edn.read("[:db/add [:release/name \"Imagine\"] :release/price 8M]"))))
                .get();

        Answer same = run(query, List.of(), Cursor.at(first.cursor()));
        Answer newer = run(query, List.of(), Cursor.newest());

        assertThat(same.digest()).isEqualTo(first.digest());
        assertThat(newer.rowCount()).isEqualTo(first.rowCount() + 2);
    }

    @Test
    void logUpToACursor_knowsNoLaterTransaction() {
        Answer answer = run(
                Query.parse("[:find (max ?tx) . :in $log :where [(tx-ids $log nil nil) [?tx ...]]]", GUARD),
                List.of(),
                Cursor.asOf(JUNE));

        ResolvedCursor cursor = answer.cursor();
        assertThat(cursor.basis().values())
                .containsExactly(Peer.toT(answer.rows().get(0).get(0)))
                .doesNotContain(connection.db().basisT());
    }

    private static Answer run(Query query, List<Object> args, Cursor cursor) {
        Question question = new Question(query, sources(query), args, Question.Joins.REQUIRED);
        return new QueryRunner(databases, GUARD)
                .run(
                        question,
                        cursor,
                        new QueryLimits(Duration.ofSeconds(20), 1_000),
                        Deadline.after(Duration.ofSeconds(1)));
    }

    /** Those of the example's names that the query has. */
    private static Sources sources(Query query) {
        Map<String, QuerySource> all = new java.util.HashMap<>(Map.of(
                "$", new QuerySource.OfDatabase("music", new View.AsOf()),
                "$h", new QuerySource.OfDatabase("music", new View.History()),
                "$s", new QuerySource.OfDatabase("music", new View.Since(new Point.At(JUNE))),
                "$log", new QuerySource.OfDatabase("music", new View.Log()),
                "?log", new QuerySource.OfDatabase("music", new View.Log()),
                "$likes", new QuerySource.Tuples(list(LIKES))));
        all.keySet().removeIf(name -> query.inputs().stream()
                .noneMatch(input -> name(input).equals(name)));
        return new Sources(all);
    }

    private static String name(QueryInput input) {
        return input instanceof QueryInput.Source source
                ? source.variable()
                : input instanceof QueryInput.Value value ? value.binding() : "";
    }

    /** The peer's own answer to the text, as rows. */
    private static Set<List<Object>> peers(Query query, String text, List<Object> args) {
        Database now = connection.db();
        List<Object> inputs = new ArrayList<>();
        int next = 0;
        for (QueryInput input : query.inputs()) {
            inputs.add(
                    switch (name(input)) {
                        case "$" -> now;
                        case "$h" -> now.history();
                        case "$s" -> now.since(Date.from(JUNE));
                        case "$log", "?log" -> connection.log();
                        case "$likes" -> LIKES;
                        default -> args.get(next++);
                    });
        }
        Object result = Peer.query(Edn.read(text), inputs.toArray());
        Collection<?> rows =
                switch (query.find().shape()) {
                    case SCALAR -> List.of(List.of(result));
                    case TUPLE -> List.of(result);
                    case COLLECTION ->
                        ((Collection<?>) result).stream().map(List::of).toList();
                    case RELATION -> (Collection<?>) result;
                };
        Set<List<Object>> values = new HashSet<>();
        rows.forEach(row -> values.add(row instanceof Map<?, ?> map ? byColumn(query, map) : list(row)));
        return values;
    }

    private static List<Object> byColumn(Query query, Map<?, ?> row) {
        List<Object> values = new ArrayList<>();
        for (String column : query.columns()) {
            Object value = Optional.<Object>ofNullable(row.get(Keyword.intern(column)))
                    .or(() -> Optional.ofNullable(row.get(Symbol.intern(column))))
                    .or(() -> Optional.ofNullable(row.get(column)))
                    .orElseThrow();
            values.add(value);
        }
        return values;
    }

    private static List<Object> list(Object form) {
        return new ArrayList<>((Collection<?>) (form instanceof PersistentVector vector ? vector : form));
    }
}
