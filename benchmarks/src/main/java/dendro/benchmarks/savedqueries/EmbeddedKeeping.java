package dendro.benchmarks.savedqueries;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The embedded database, as the service has it without being told. */
final class EmbeddedKeeping implements Keeping {

    private final String url;

    EmbeddedKeeping(Path folder) {
        url = "jdbc:h2:file:" + folder.resolve("saved-queries").toAbsolutePath()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
    }

    @Override
    public String suffix() {
        return "";
    }

    @Override
    public String yaml() {
        return "{driverClass: org.h2.Driver, url: \"%s\", user: sa, password: \"\"}".formatted(url);
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }

    @Override
    public void settle(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }

    @Override
    public void close() {}
}
