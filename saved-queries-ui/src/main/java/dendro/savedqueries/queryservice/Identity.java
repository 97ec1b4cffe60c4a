package dendro.savedqueries.queryservice;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * In whose name the query-service is asked.
 *
 * @param name of the person, or of the schedules
 * @param roles that the query-service knows them by, which decide which private attributes they see
 * @param token that shows who they are; none where the query-service asks nobody
 */
public record Identity(String name, Set<String> roles, Optional<String> token) {

    public Identity {
        roles = Set.copyOf(roles);
    }

    /** Those of some roles that they have not. */
    public Set<String> lacks(Set<String> others) {
        Set<String> lacking = new TreeSet<>(others);
        lacking.removeAll(roles);
        return lacking;
    }

    /** A token is nobody's business, logs included. */
    @Override
    public String toString() {
        return name + " " + new TreeSet<>(roles);
    }
}
