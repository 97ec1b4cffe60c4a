package dendro.asof;

import clojure.lang.Keyword;
import datomic.Database;
import java.util.HashMap;
import java.util.Map;

/**
 * How many datoms the history of each attribute of a database holds, as the database's own statistics say. Immutable;
 * about right until the database has grown by a tenth.
 */
final class HistorySizes {

    private static final Keyword ATTRIBUTES = Keyword.intern("attrs");
    private static final Keyword COUNT = Keyword.intern("count");
    private static final int PERCENT_GROWN = 10;

    private final long basis;
    private final Map<Object, Long> datoms = new HashMap<>();

    private HistorySizes(Database database) {
        this.basis = database.basisT();
        if (database.dbStats().get(ATTRIBUTES) instanceof Map<?, ?> attributes) {
            attributes.forEach((name, statistics) -> {
                if (statistics instanceof Map<?, ?> counted && counted.get(COUNT) instanceof Number count) {
                    datoms.put(name, count.longValue());
                }
            });
        }
    }

    static HistorySizes of(Database database) {
        return new HistorySizes(database);
    }

    /** Whether the database is still about as large. */
    boolean isAboutRightFor(Database newest) {
        return newest.basisT() <= basis + basis / PERCENT_GROWN;
    }

    /** The datoms of an attribute, assertions and retractions. */
    long datoms(Keyword attribute) {
        return datoms.getOrDefault(attribute, 0L);
    }
}
