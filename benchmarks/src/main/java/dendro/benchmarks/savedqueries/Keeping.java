package dendro.benchmarks.savedqueries;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** A database that saved queries are kept in. */
interface Keeping extends AutoCloseable {

    /** What it adds to the names of figures. */
    String suffix();

    /** {@code database} of the service's YAML. */
    String yaml();

    /** A connection while no service has it open. */
    Connection connect() throws SQLException;

    /** Does what a database does by itself when there is time. */
    void settle(Connection connection) throws SQLException;

    @Override
    void close();

    /** In a file of a folder. */
    static Keeping embedded(Path folder) {
        return new EmbeddedKeeping(folder);
    }

    /** In a server that is started for it. */
    static Keeping postgres(Path folder) {
        return PostgresKeeping.start(folder);
    }
}
