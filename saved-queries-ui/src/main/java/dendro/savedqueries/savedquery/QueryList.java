package dendro.savedqueries.savedquery;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Which saved queries are listed, and in which order.
 *
 * @param id the only one, if it is one that is looked for
 * @param text words, of which each must begin a word of the query
 * @param limit how many at most
 * @param offset how many are left out
 */
record QueryList(
        Optional<UUID> id,
        Optional<String> text,
        Optional<String> tag,
        Optional<String> team,
        Optional<String> owner,
        boolean favourites,
        boolean stale,
        Optional<Boolean> archived,
        Order order,
        int limit,
        int offset) {

    enum Order {
        USE,
        NAME,
        CHANGED,
        RELEVANCE;

        static Order of(String label) {
            for (Order order : values()) {
                if (order.name().toLowerCase(Locale.ROOT).equals(label)) {
                    return order;
                }
            }
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "Queries are ordered by use, name, changed or relevance, not by '" + label + "'.")
                    .exception();
        }
    }

    /** One query, archived or not. */
    static QueryList only(UUID id) {
        return new QueryList(
                Optional.of(id),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Order.NAME,
                1,
                0);
    }
}
