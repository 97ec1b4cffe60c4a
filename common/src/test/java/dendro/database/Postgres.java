package dendro.database;

import clojure.java.api.Clojure;
import clojure.lang.AFn;
import clojure.lang.IFn;
import clojure.lang.Keyword;
import datomic.Peer;
import datomic.Util;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A PostgreSQL server that holds Datomic storage. Nobody transacts into it: what changes it is a restore. */
public final class Postgres implements AutoCloseable {

    private static final IFn CREATE_STORAGE;
    private static final IFn RESTORE;

    static {
        Clojure.var("clojure.core", "require").invoke(Clojure.read("datomic.backup"));
        CREATE_STORAGE = Clojure.var("datomic.backup", "create-storage");
        RESTORE = Clojure.var("datomic.backup", "restore-db");
    }

    private static final class Shared {
        /** Ends with this JVM. */
        private static final Postgres SERVER = new Postgres(started(EmbeddedPostgres.builder()));
    }

    private EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The one of this JVM, for everybody who does not stop it. */
    public static Postgres shared() {
        return Shared.SERVER;
    }

    /** One of its own, which can be stopped and started again. */
    static Postgres in(Path data) {
        return new Postgres(
                started(EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false)));
    }

    private static EmbeddedPostgres started(EmbeddedPostgres.Builder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not start.", e);
        }
    }

    /** The JDBC URL of a new, empty storage. */
    public String newStorage() {
        String database = "s" + UUID.randomUUID().toString().replace("-", "");
        String jdbc =
                "jdbc:postgresql://localhost:" + server.getPort() + "/" + database + "?user=postgres&password=hush";
        execute(jdbc.replace(database, "postgres"), "create database " + database);
        execute(jdbc, "create table datomic_kvs (id text primary key, rev integer, map text, val bytea)");
        return jdbc;
    }

    /** The JDBC URL of a user of a storage who may read and nothing else. */
    static String reader(String jdbc) {
        String name = "r" + UUID.randomUUID().toString().replace("-", "");
        execute(jdbc, "create role " + name + " login; grant select on datomic_kvs to " + name);
        return jdbc.replace("user=postgres", "user=" + name);
    }

    /** Leaves in a storage what a transactor leaves there that has stopped: where it once listened. */
    static void leaveStoppedTransactor(String jdbc) {
        execute(
                jdbc,
                "insert into datomic_kvs (id, rev, map) values ('pod-coord', 0,"
                        + " '{:key \"[\\\"127.0.0.1\\\" nil 1 \\\"u\\\" \\\"p\\\" 1416058662108"
                        + " \\\"1.0.7622\\\" false 2]\"}')");
    }

    private static void execute(String jdbc, String sql) {
        try (Connection connection = DriverManager.getConnection(jdbc);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /**
     * Restores a backup into a storage.
     *
     * @param age of the point to restore: 0 is the backup's newest, 1 the one before
     */
    public static void restore(String backup, int age, String jdbc) {
        String folder = "file:" + DatabasesTest.BACKUPS.resolve(backup);
        List<?> points =
                (List<?>) Objects.requireNonNull(Peer.listBackups(folder).get(Keyword.intern("backups")));
        Object t = ((Map<?, ?>) points.get(age)).get(Keyword.intern("t"));
        Object from = Util.map(Keyword.intern("from-storage"), CREATE_STORAGE.invoke(folder), Keyword.intern("t"), t);
        Object to = Util.map(Keyword.intern("to-uri"), "datomic:sql://" + backup + "?" + jdbc);
        Object outcome =
                Clojure.var("clojure.core", "deref").invoke(RESTORE.invoke(from, to, new SilentProgress(), 4, false));
        if (outcome != Keyword.intern("succeeded")) {
            throw new IllegalStateException("The restore of " + backup + " " + outcome + ".");
        }
    }

    private static final class SilentProgress extends AFn {
        @Override
        public Object invoke(Object event) {
            return event;
        }

        @Override
        public Object applyTo(clojure.lang.ISeq events) {
            return events;
        }
    }

    /** A new storage that holds the newest point of a backup. */
    public String holding(String backup) {
        String jdbc = newStorage();
        restore(backup, 0, jdbc);
        return jdbc;
    }

    /** The URI of a database in storage, without its transactor. */
    public static String readOnly(String name, String jdbc) {
        return "datomic:sql://" + name + "?read-only=true#" + jdbc;
    }

    void stop() throws IOException {
        server.close();
    }

    /** Starts it where and with what it was. */
    void startAgain(Path data) {
        server = started(EmbeddedPostgres.builder()
                .setPort(server.getPort())
                .setDataDirectory(data)
                .setCleanDataDirectory(false));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
