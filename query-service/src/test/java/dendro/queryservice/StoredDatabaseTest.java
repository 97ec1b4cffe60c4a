package dendro.queryservice;

import static org.assertj.core.api.Assertions.assertThat;

import clojure.java.api.Clojure;
import clojure.lang.AFn;
import clojure.lang.IFn;
import clojure.lang.ISeq;
import clojure.lang.Keyword;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import datomic.Peer;
import datomic.Util;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same customers from a backup and from PostgreSQL, into which that backup has been restored; asked over HTTP. */
class StoredDatabaseTest {

    private static final String CITIES = "[:find ?id ?city :in $customers"
            + " :where [$customers ?c :customer/id ?id] [$customers ?c :customer/city ?city]]";

    /** Rounded at every step, so the order of adding shows in the last digits. */
    private static final String SPREAD = "[:find ?job (sum ?x) (avg ?x) (variance ?x) (stddev ?x) :with ?c"
            + " :in $customers :where [$customers ?c :customer/job ?job] [$customers ?c :customer/credit-limit ?limit]"
            + " [(* 0.1 ?limit) ?x]]";

    private static EmbeddedPostgres postgres;
    private static Service backup;
    private static Service storage;

    @BeforeAll
    static void start(@TempDir Path folder, @TempDir Path other) throws Exception {
        postgres = EmbeddedPostgres.start();
        String jdbc = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres?user=postgres&password=hush";
        restore("customers", jdbc);
        backup = Service.start(folder, "  customers: {uri: \"datomic:backup:file:" + Service.BACKUPS + "/customers\"}");
        storage = Service.start(other, "  customers: {uri: \"datomic:sql://customers?read-only=true#" + jdbc + "\"}");
    }

    @AfterAll
    static void stop() throws Exception {
        storage.close();
        backup.close();
        postgres.close();
    }

    @Test
    void database_isServedFromStorage() throws Exception {
        JsonNode database = storage.get("/v1/databases").json().at("/databases/0");

        assertThat(database.get("mode").asText()).isEqualTo("storage");
        assertThat(database.get("healthy").asBoolean()).isTrue();
        assertThat(storage.get("/v1/databases/customers/entity?attribute=customer/id&value=cus-quercus")
                        .json()
                        .at("/entity/customer~1city")
                        .asText())
                .isEqualTo("Richmond");
    }

    @Test
    void sameCursor_givesTheSameAnswerFromStorageAndFromTheBackup() throws Exception {
        for (String query : List.of(CITIES, SPREAD)) {
            JsonNode answer = answer(backup, query, "\"2014-11-15T13:37:42.108Z\"");

            assertThat(answer.get("row-count").asLong()).isPositive();
            for (int time = 0; time < 3; time++) {
                assertThat(answer(storage, query, answer.get("cursor").toString()))
                        .isEqualTo(answer);
            }
        }
    }

    private static JsonNode answer(Service service, String query, String cursor) throws Exception {
        ObjectNode body = Service.JSON.createObjectNode().put("query", query);
        body.set("cursor", Service.JSON.readTree(cursor));
        Service.Response response = service.post("/v1/query", body.toString());
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        ObjectNode answer = (ObjectNode) response.json();
        answer.remove("elapsed-ms");
        return answer;
    }

    private static void restore(String name, String jdbc) throws Exception {
        try (Connection connection = DriverManager.getConnection(jdbc);
                Statement statement = connection.createStatement()) {
            statement.execute("create table datomic_kvs (id text primary key, rev integer, map text, val bytea)");
        }
        Clojure.var("clojure.core", "require").invoke(Clojure.read("datomic.backup"));
        IFn createStorage = Clojure.var("datomic.backup", "create-storage");
        IFn restore = Clojure.var("datomic.backup", "restore-db");
        String folder = "file:" + Service.BACKUPS.resolve(name);
        List<?> points =
                (List<?>) Objects.requireNonNull(Peer.listBackups(folder).get(Keyword.intern("backups")));
        Object t = ((Map<?, ?>) points.get(0)).get(Keyword.intern("t"));
        Object from = Util.map(Keyword.intern("from-storage"), createStorage.invoke(folder), Keyword.intern("t"), t);
        Object to = Util.map(Keyword.intern("to-uri"), "datomic:sql://" + name + "?" + jdbc);
        Object outcome =
                Clojure.var("clojure.core", "deref").invoke(restore.invoke(from, to, new SilentProgress(), 4, false));
        assertThat(outcome).isEqualTo(Keyword.intern("succeeded"));
    }

    private static final class SilentProgress extends AFn {
        @Override
        public Object invoke(Object event) {
            return event;
        }

        @Override
        public Object applyTo(ISeq events) {
            return events;
        }
    }
}
