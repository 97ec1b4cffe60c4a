package dendro.query;

/** One position of a query's {@code :in}. */
public sealed interface QueryInput {

    /**
     * What is read, usually a database bound by name: {@code $purchases} is the database {@code purchases}.
     *
     * @param variable as written, {@code $} or {@code $purchases}
     */
    record Source(String variable) implements QueryInput {

        /** The name of the database, unless something else is declared for the variable. */
        public String database() {
            return variable.substring(1);
        }
    }

    /** Rules, {@code %}, which come as an argument. */
    record Rules() implements QueryInput {}

    /** The rules of procedures that the query calls; it declares no {@code %} of its own. */
    record Procedures() implements QueryInput {}

    /**
     * A pull pattern that comes as an argument.
     *
     * @param variable as written
     */
    record PullPattern(String variable) implements QueryInput {}

    /**
     * A value, tuple, collection or relation that comes as an argument.
     *
     * @param binding as written, such as {@code ?id} or {@code [?id ...]}
     */
    record Value(String binding) implements QueryInput {}
}
