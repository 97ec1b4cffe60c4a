package dendro.savedqueries.person;

import dendro.savedqueries.queryservice.Identity;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks.
 *
 * @param name by which everybody knows them
 * @param roles that are shown beside it
 * @param teams they are in
 * @param identity in which the query-service is asked for them
 */
public record Person(String name, Set<String> roles, Set<String> teams, Identity identity) implements Principal {

    private static final String ADMIN = "admin";

    public Person {
        roles = Set.copyOf(roles);
        teams = Set.copyOf(teams);
    }

    /** The person of a request that {@link PersonFilter} has let through. */
    public static Person of(SecurityContext security) {
        return Optional.ofNullable(security.getUserPrincipal())
                .filter(Person.class::isInstance)
                .map(Person.class::cast)
                .orElseThrow(() -> new IllegalStateException("A request came past the filter of people."));
    }

    @Override
    public String getName() {
        return name;
    }

    /** Whether everything is theirs to change. */
    public boolean isAdmin() {
        return roles.contains(ADMIN);
    }

    /** Whether they may change what somebody owns, for a team or for nobody else. */
    public boolean mayChange(String owner, Optional<String> team) {
        return isAdmin() || name.equals(owner) || team.filter(teams::contains).isPresent();
    }

    /** Whether they may give something to a team. */
    public boolean maySaveFor(Optional<String> team) {
        return isAdmin() || team.isEmpty() || teams.contains(team.get());
    }
}
