package dendro.query;

import java.util.List;

/** What one source variable of a query stands for. */
public sealed interface QuerySource {

    /**
     * Facts of a database.
     *
     * @param database name of the database
     * @param view which of its facts
     */
    record OfDatabase(String database, View view) implements QuerySource {}

    /**
     * Tuples that come with the question.
     *
     * @param tuples one a row
     */
    record Tuples(List<Object> tuples) implements QuerySource {
        public Tuples {
            tuples = List.copyOf(tuples);
        }
    }
}
