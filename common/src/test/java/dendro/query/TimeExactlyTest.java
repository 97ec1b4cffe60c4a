package dendro.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datomic.Connection;
import datomic.Peer;
import dendro.cursor.Cursor;
import dendro.cursor.Point;
import dendro.cursor.ResolvedCursor;
import dendro.database.DatabaseLocation;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.Fixtures;
import dendro.database.Postgres;
import dendro.edn.Edn;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.guard.QueryGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of time that an answer keeps; those about observing one database are with the databases. */
class TimeExactlyTest {

    private static final QueryGuard GUARD = new QueryGuard();
    private static final Instant PURCHASE = Instant.parse("2014-11-15T13:37:42.108Z");
    private static final String CITIES = "[:find ?c ?id ?city :in $customers"
            + " :where [$customers ?c :customer/id ?id] [$customers ?c :customer/city ?city]]";
    private static final String SPREAD =
            "[:find ?job (sum ?x) (avg ?x) (variance ?x) (stddev ?x) :with ?c :in $customers"
                    + " :where [$customers ?c :customer/job ?job] [$customers ?c :customer/credit-limit ?limit]"
                    + " [(* 0.1 ?limit) ?x]]";
    private static final String CITIES_OF_PURCHASES = "[:find ?p-id ?city :in $purchases $customers"
            + " :where [$purchases ?p :purchase/id ?p-id] [$purchases ?p :purchase/customer-id ?c-id]"
            + " [$customers ?c :customer/id ?c-id] [$customers ?c :customer/city ?city]]";

    @Test
    void everyAnswer_carriesTheResolvedCursorOfTheDatabasesItUsed() {
        try (Databases databases = Fixtures.open()) {
            for (Cursor cursor : List.of(Cursor.newest(), Cursor.asOf(PURCHASE), Cursor.asOf(Instant.EPOCH))) {
                Answer answer = run(databases, CITIES_OF_PURCHASES, cursor);

                assertThat(answer.cursor().basis()).containsOnlyKeys("customers", "purchases");
                assertThat(run(databases, CITIES_OF_PURCHASES, Cursor.at(answer.cursor())))
                        .isEqualTo(answer);
            }
        }
    }

    @Test
    void sameCursor_givesTheSameDigestAfterARestart() {
        Answer before;
        try (Databases databases = Fixtures.open()) {
            before = run(databases, CITIES_OF_PURCHASES, Cursor.asOf(PURCHASE));
        }
        try (Databases databases = Fixtures.open()) {
            assertThat(run(databases, CITIES_OF_PURCHASES, Cursor.at(before.cursor())))
                    .isEqualTo(before);
        }
    }

    @Test
    void sameCursor_givesTheSameDigestFromBackupAndFromStorageAndOnAnotherProcess() throws Exception {
        String storage = Postgres.readOnly("customers", Postgres.shared().holding("customers"));
        try (Databases backup = Fixtures.open();
                Databases stored = open("customers", storage)) {
            List<String> digests = new ArrayList<>();
            long t = -1;
            for (String query : List.of(CITIES, SPREAD)) {
                Answer answer = run(backup, query, Cursor.asOf(PURCHASE));
                t = answer.cursor().basis().getOrDefault("customers", -1L);
                digests.add(answer.digest());

                assertThat(answer.rowCount()).isPositive();
                assertThat(run(stored, query, Cursor.asOf(PURCHASE))).isEqualTo(answer);
                assertThat(run(stored, query, Cursor.at(answer.cursor()))).isEqualTo(answer);
            }
            assertThat(OtherProcess.digests(storage, List.of(CITIES, SPREAD), t))
                    .isEqualTo(digests);
            assertThat(OtherProcess.digests(backup.named("customers").location().uri(), List.of(CITIES, SPREAD), t))
                    .isEqualTo(digests);
        }
    }

    @Test
    void cursorThatMixesTAndInstants_resolvesEachDatabaseByItsOwn() {
        try (Databases databases = Fixtures.open()) {
            ResolvedCursor then =
                    run(databases, CITIES_OF_PURCHASES, Cursor.asOf(PURCHASE)).cursor();
            ResolvedCursor now =
                    run(databases, CITIES_OF_PURCHASES, Cursor.newest()).cursor();

            Answer mixed = run(
                    databases,
                    CITIES_OF_PURCHASES,
                    new Cursor(
                            Map.of(
                                    "purchases",
                                    new Point.At(PURCHASE),
                                    "customers",
                                    new Point.Basis(now.basis().getOrDefault("customers", -1L))),
                            new Point.Newest()));

            assertThat(mixed.cursor().basis().get("purchases"))
                    .isEqualTo(then.basis().get("purchases"));
            assertThat(mixed.cursor().basis().get("customers"))
                    .isEqualTo(now.basis().get("customers"));
            assertThat(mixed.rows()).contains(List.of("pur-108", "Richmond"));
            assertThat(run(databases, CITIES_OF_PURCHASES, Cursor.at(mixed.cursor())))
                    .isEqualTo(mixed);
        }
    }

    @Test
    void databaseThatTheQueryDoesNotUse_mayBeAwayOrBehind(@TempDir Path folder) {
        Map<String, DatabaseLocation> locations = new HashMap<>();
        try (Databases fixtures = Fixtures.open()) {
            fixtures.all().forEach(database -> locations.put(database.name(), database.location()));
        }
        locations.put(
                "away", DatabaseLocation.parse("datomic:backup:file:" + folder.resolve("away"), Optional.empty()));
        try (Databases databases = Databases.open(locations)) {
            assertThat(run(databases, CITIES, Cursor.asOf(PURCHASE)).cursor().basis())
                    .containsOnlyKeys("customers");
        }
    }

    @Test
    void cursorThatIsNotReached_isRefusedWithinTheDeadlineNamingWhatWasAskedAndReached() {
        String uri = newDatabase();
        Deadline deadline = Deadline.after(Duration.ofSeconds(5));
        try (Databases databases = open("people", uri)) {
            Instant tomorrow = Instant.now().plusSeconds(86_400);

            assertThatThrownBy(() -> run(
                            databases,
                            "[:find ?doc :in $people :where [$people _ :db/doc ?doc]]",
                            Cursor.asOf(tomorrow)))
                    .isInstanceOfSatisfying(ProblemException.class, e -> {
                        assertThat(e.problem().type()).isEqualTo(ProblemType.CURSOR_NOT_REACHED);
                        assertThat(e.problem().members())
                                .containsEntry("database", "people")
                                .containsEntry("asked", tomorrow.toString())
                                .containsKey("reached");
                    });
            assertThat(deadline.remaining()).isPositive();
        } finally {
            Peer.deleteDatabase(uri);
        }
    }

    @Test
    void schemaThatChangedAfterTheCursor_isWarnedOfAndNotLater() throws Exception {
        String query = "[:find ?name :in $people :where [$people _ :person/name ?name]]";
        String uri = newDatabase();
        Connection connection = Peer.connect(uri);
        transact(
                connection,
                "[{:db/ident :person/name :db/valueType :db.type/string :db/cardinality :db.cardinality/one}]");
        long before = transact(connection, "[{:person/name \"Quercus\"}]");
        long changed = transact(connection, "[{:db/id :person/name :db/cardinality :db.cardinality/many}]");
        try (Databases databases = open("people", uri)) {
            assertThat(run(databases, query, at("people", before)).warnings())
                    .singleElement()
                    .asString()
                    .contains(":person/name", "changed after the cursor", "t " + changed);
            assertThat(run(databases, query, at("people", changed)).warnings()).isEmpty();
        } finally {
            Peer.deleteDatabase(uri);
        }
    }

    @Test
    void attributeWithoutHistory_isWarnedOf() {
        String query = "[:find ?seen :in $customers :where [$customers _ :customer/last-seen ?seen]]";
        try (Databases databases = Fixtures.open()) {
            assertThat(run(databases, query, Cursor.asOf(PURCHASE)).warnings())
                    .anySatisfy(warning -> assertThat(warning).contains(":customer/last-seen", "no history"));
            assertThat(run(databases, CITIES, Cursor.asOf(PURCHASE)).warnings()).isEmpty();
        }
    }

    @Test
    void excision_isWarnedOf() throws Exception {
        String query = "[:find ?name :in $people :where [$people _ :person/name ?name]]";
        String uri = newDatabase();
        Connection connection = Peer.connect(uri);
        transact(
                connection,
                "[{:db/ident :person/name :db/valueType :db.type/string :db/cardinality :db.cardinality/one"
                        + " :db/unique :db.unique/identity}]");
        long before = transact(connection, "[{:person/name \"Quercus\"}]");
        try (Databases databases = open("people", uri)) {
            assertThat(run(databases, query, at("people", before)).warnings()).isEmpty();

            transact(connection, "[{:db/excise [:person/name \"Quercus\"]}]");

            assertThat(run(databases, query, at("people", before)).warnings())
                    .singleElement()
                    .asString()
                    .contains("people", "excised");
        } finally {
            Peer.deleteDatabase(uri);
        }
    }

    @Test
    void digest_dependsOnTheRowsAndNotOnTheirOrder() {
        List<List<Object>> rows = new ArrayList<>();
        for (long row = 0; row < 50; row++) {
            rows.add(List.of("id-" + row % 7, row, new java.util.Date(row)));
        }
        List<List<Object>> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(108));
        List<List<Object>> doubled = new ArrayList<>(rows);
        doubled.add(rows.get(0));

        assertThat(digest(shuffled)).isEqualTo(digest(rows));
        assertThat(digest(rows.subList(1, 50))).isNotEqualTo(digest(rows));
        assertThat(digest(doubled)).isNotEqualTo(digest(rows));
    }

    private static String digest(List<List<Object>> rows) {
        RowDigest digest = new RowDigest();
        rows.forEach(digest::add);
        return digest.hex();
    }

    private static Databases open(String name, String uri) {
        return Databases.open(Map.of(name, DatabaseLocation.parse(uri, Optional.empty())));
    }

    private static String newDatabase() {
        String uri = "datomic:mem://" + UUID.randomUUID();
        Peer.createDatabase(uri);
        return uri;
    }

    private static long transact(Connection connection, String transaction) throws Exception {
        connection.transact((List<?>) Edn.read(transaction)).get();
        return connection.db().basisT();
    }

    private static Cursor at(String database, long t) {
        return new Cursor(Map.of(database, new Point.Basis(t)), new Point.Newest());
    }

    private static Answer run(Databases databases, String query, Cursor cursor) {
        return new QueryRunner(databases, GUARD)
                .run(
                        Query.parse(query, GUARD),
                        List.of(),
                        cursor,
                        new QueryLimits(Duration.ofSeconds(20), 100_000),
                        Deadline.after(Duration.ofSeconds(5)));
    }
}
