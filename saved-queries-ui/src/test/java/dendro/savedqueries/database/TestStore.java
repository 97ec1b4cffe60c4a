package dendro.savedqueries.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Jdbi;

/**
 * The databases that saved queries are kept in; a test of a store runs on each of them:
 *
 * <pre>
 * &#64;ParameterizedClass
 * &#64;EnumSource(TestStore.class)
 * class SomethingStoreTest {
 *     SomethingStoreTest(TestStore databases) { store = databases.fresh(); }
 * </pre>
 */
public enum TestStore {
    /** In memory. */
    H2 {
        @Override
        public DataSource empty() {
            return JdbcConnectionPool.create(
                    "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1",
                    "sa",
                    "");
        }

        @Override
        DataSource migrated() {
            DataSource connections = empty();
            var unused = Store.open(connections);
            return connections;
        }
    },

    /** A server of its own, which ends with this JVM. */
    POSTGRESQL {
        @Override
        public DataSource empty() {
            return Server.database("template0");
        }

        @Override
        DataSource migrated() {
            return Server.database(Server.migrated());
        }
    };

    /** Connections to a database without tables. */
    public abstract DataSource empty();

    abstract DataSource migrated();

    /** A database with tables and nothing in them. */
    public Jdbi fresh() {
        return Store.over(migrated());
    }

    private static final class Server {

        private static final EmbeddedPostgres SERVER = started();
        private static boolean isMigrated;

        private static EmbeddedPostgres started() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL does not start.", e);
            }
        }

        /** Migrated once, and copied for each test. */
        static synchronized String migrated() {
            if (!isMigrated) {
                execute("create database migrated template template0");
                var unused = Store.open(SERVER.getDatabase("postgres", "migrated"));
                isMigrated = true;
            }
            return "migrated";
        }

        static DataSource database(String template) {
            String name = "d" + UUID.randomUUID().toString().replace("-", "");
            execute("create database " + name + " template " + template);
            return SERVER.getDatabase("postgres", name);
        }

        private static void execute(String sql) {
            try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }
    }
}
