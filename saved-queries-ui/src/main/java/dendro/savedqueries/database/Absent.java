package dendro.savedqueries.database;

import java.sql.Types;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/** Binds values that may be absent: PostgreSQL wants to know of which type the nulls are that stand for them. */
public final class Absent {

    private Absent() {}

    /** Binds an id. */
    public static <S extends SqlStatement<S>> S bind(S statement, String name, Optional<UUID> value) {
        return value.isPresent() ? statement.bind(name, value.get()) : statement.bindNull(name, Types.OTHER);
    }

    /** Binds a number. */
    public static <S extends SqlStatement<S>> S bind(S statement, String name, OptionalInt value) {
        return value.isPresent() ? statement.bind(name, value.getAsInt()) : statement.bindNull(name, Types.INTEGER);
    }

    /** Binds a large number. */
    public static <S extends SqlStatement<S>> S bind(S statement, String name, OptionalLong value) {
        return value.isPresent() ? statement.bind(name, value.getAsLong()) : statement.bindNull(name, Types.BIGINT);
    }
}
