package dendro.benchmarks.savedqueries;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A PostgreSQL of its own, as it is without being tuned but for waiting for the disk at each commit. */
final class PostgresKeeping implements Keeping {

    private final EmbeddedPostgres server;

    private PostgresKeeping(EmbeddedPostgres server) {
        this.server = server;
    }

    static PostgresKeeping start(Path folder) {
        try {
            return new PostgresKeeping(EmbeddedPostgres.builder()
                    .setDataDirectory(folder.resolve("postgresql"))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start.", e);
        }
    }

    @Override
    public String suffix() {
        return "-postgresql";
    }

    @Override
    public String yaml() {
        return "{driverClass: org.postgresql.Driver, url: \"%s\", user: postgres, password: \"\"}".formatted(url());
    }

    private String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url() + "&reWriteBatchedInserts=true");
    }

    @Override
    public void settle(Connection connection) throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
