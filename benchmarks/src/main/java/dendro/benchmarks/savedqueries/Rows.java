package dendro.benchmarks.savedqueries;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows for a table, many at a time. */
final class Rows implements AutoCloseable {

    private static final int BATCH = 1_000;

    private final PreparedStatement insert;
    private int pending;

    Rows(Connection connection, String table, List<String> columns) throws SQLException {
        insert = connection.prepareStatement("insert into " + table + " (" + String.join(", ", columns) + ") values ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")");
    }

    /** A row, its values in the order of the columns. */
    void add(@Nullable Object... values) throws SQLException {
        for (int column = 0; column < values.length; column++) {
            insert.setObject(column + 1, values[column]);
        }
        insert.addBatch();
        if (++pending == BATCH) {
            write();
        }
    }

    private void write() throws SQLException {
        insert.executeBatch();
        insert.getConnection().commit();
        pending = 0;
    }

    @Override
    public void close() throws SQLException {
        write();
        insert.close();
    }
}
