package dendro.savedqueries.database;

import com.codahale.metrics.health.HealthCheck;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** The database that holds saved queries, brought up to date when it is opened. */
public final class Store {

    private static final String MIGRATIONS = "classpath:dendro/savedqueries/database";

    private Store() {}

    /**
     * Brings the tables up to date and opens them.
     *
     * @throws dendro.problem.ProblemException {@code service-unavailable} if the database cannot be reached or brought up to date
     */
    public static Jdbi open(DataSource connections) {
        try {
            boolean isPostgres = isPostgres(connections);
            Flyway.configure()
                    .dataSource(connections)
                    .locations(MIGRATIONS)
                    .placeholders(Map.of("bytewise", isPostgres ? "collate \"C\"" : ""))
                    .load()
                    .migrate();
            if (!isPostgres) {
                writeAtOnce(connections);
            }
        } catch (FlywayException | SQLException e) {
            throw new Problem(
                            ProblemType.SERVICE_UNAVAILABLE,
                            "The database of saved queries cannot be opened: " + e.getMessage())
                    .exception(e);
        }
        return over(connections);
    }

    /** Left alone, H2 writes what is committed up to half a second later: whoever dies before loses it. */
    private static void writeAtOnce(DataSource connections) throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set write_delay 0");
        }
    }

    /** A database whose tables are there. Without being told, Jdbi takes a missing id for a missing text. */
    static Jdbi over(DataSource connections) {
        return Jdbi.create(connections).registerArgument(new AbstractArgumentFactory<UUID>(Types.OTHER) {
            @Override
            protected Argument build(UUID id, ConfigRegistry config) {
                return (position, statement, context) -> statement.setObject(position, id);
            }
        });
    }

    /** H2 compares texts by their characters unless told otherwise; PostgreSQL by the customs of a language. */
    private static boolean isPostgres(DataSource connections) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        }
    }

    /** Healthy while the database answers. */
    public static HealthCheck healthCheck(Jdbi store) {
        return new HealthCheck() {
            @Override
            protected Result check() {
                store.useHandle(handle ->
                        handle.createQuery("select 1").mapTo(Integer.class).one());
                return Result.healthy();
            }
        };
    }
}
