package dendro.queryservice.caller;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks.
 *
 * @param name in the audit log and in the list of queries
 * @param roles what they may do
 * @param known whether they have shown who they are; without callers configured nobody has to
 */
public record Caller(String name, Set<Role> roles, boolean known) implements Principal {

    private static final Caller ANONYMOUS = new Caller("anonymous", Set.of(), false);

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Somebody with a name and roles. */
    public static Caller of(String name, Collection<Role> roles) {
        return new Caller(name, roles.isEmpty() ? Set.of() : EnumSet.copyOf(roles), true);
    }

    /** Whoever is on this machine while no callers are configured: may ask everything, but sees nothing private. */
    public static Caller anonymous() {
        return ANONYMOUS;
    }

    /** The caller of a request that {@link CallerFilter} has let through. */
    public static Caller of(SecurityContext security) {
        return Optional.ofNullable(security.getUserPrincipal())
                .filter(Caller.class::isInstance)
                .map(Caller.class::cast)
                .orElseThrow(() -> new IllegalStateException("A request came past the filter of callers."));
    }

    @Override
    public String getName() {
        return name;
    }

    /** Whether they may do what these roles may. */
    public boolean mayAs(Set<Role> any) {
        return !known || isAdmin() || any.stream().anyMatch(roles::contains);
    }

    /** Whether everybody's queries are theirs to see and cancel. */
    public boolean isAdmin() {
        return !known || roles.contains(Role.ADMIN);
    }
}
