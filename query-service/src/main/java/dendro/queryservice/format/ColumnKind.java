package dendro.queryservice.format;

import clojure.lang.BigInt;
import clojure.lang.Keyword;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What all values of a column are, apart from missing ones. */
public enum ColumnKind {
    /** Whole numbers of 64 bits, entity ids too. */
    LONG,
    /** Floating point numbers; single precision is widened. */
    DOUBLE,
    /** Decimals of any size, with their scale. */
    DECIMAL,
    /** Whole numbers of any size. */
    INTEGER,
    /** True or false. */
    BOOLEAN,
    /** Strings. */
    TEXT,
    /** Keywords; as text with their colon. */
    KEYWORD,
    /** Instants in milliseconds; as text in ISO-8601. */
    INSTANT,
    /** UUIDs. */
    UUID,
    /** URIs. */
    URI,
    /** Bytes; as text in Base64. */
    BYTES,
    /** Collections, what a pull brings, and values of several kinds; as text in EDN. */
    EDN,
    /** Nothing at all: the answer has no rows, or no row has a value. */
    NOTHING;

    /** The lower-case name. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kinds of so many columns. */
    public static List<ColumnKind> of(int columns, List<List<Object>> rows) {
        List<ColumnKind> kinds = new ArrayList<>(Collections.nCopies(columns, NOTHING));
        for (List<Object> row : rows) {
            for (int column = 0; column < columns; column++) {
                kinds.set(column, kinds.get(column).and(of(row.get(column))));
            }
        }
        return List.copyOf(kinds);
    }

    private ColumnKind and(ColumnKind other) {
        return this == other || other == NOTHING ? this : this == NOTHING ? other : EDN;
    }

    private static ColumnKind of(@Nullable Object value) {
        if (value == null) {
            return NOTHING;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return LONG;
        }
        if (value instanceof String) {
            return TEXT;
        }
        if (value instanceof Keyword) {
            return KEYWORD;
        }
        if (value instanceof Date) {
            return INSTANT;
        }
        if (value instanceof Double || value instanceof Float) {
            return DOUBLE;
        }
        if (value instanceof Boolean) {
            return BOOLEAN;
        }
        if (value instanceof BigDecimal) {
            return DECIMAL;
        }
        if (value instanceof BigInteger || value instanceof BigInt) {
            return INTEGER;
        }
        if (value instanceof java.util.UUID) {
            return UUID;
        }
        if (value instanceof URI) {
            return URI;
        }
        return value instanceof byte[] ? BYTES : EDN;
    }
}
