package dendro.query;

/** One position of a query's {@code :in}. */
public sealed interface QueryInput {

    /**
     * A database, bound by name: {@code $purchases} is the database {@code purchases}.
     *
     * @param database name of the database
     */
    record Source(String database) implements QueryInput {}

    /** Rules, {@code %}, which come as an argument. */
    record Rules() implements QueryInput {}

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
