package dendro.queryservice.caller;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** Holds every endpoint to its {@link Allowed} roles; one that names none is for admins. */
public final class RoleFeature implements DynamicFeature {

    @Override
    public void configure(ResourceInfo endpoint, FeatureContext context) {
        context.register(new RoleFilter(roles(endpoint.getResourceClass(), endpoint.getResourceMethod())));
    }

    /** The roles that an endpoint serves. */
    public static Set<Role> roles(Class<?> resource, Method method) {
        Set<Role> roles = EnumSet.of(Role.ADMIN);
        Allowed onMethod = method.getAnnotation(Allowed.class);
        Allowed allowed = onMethod != null ? onMethod : resource.getAnnotation(Allowed.class);
        if (allowed != null) {
            roles.addAll(Arrays.asList(allowed.value()));
        }
        return roles;
    }

    @Priority(Priorities.AUTHORIZATION)
    private record RoleFilter(Set<Role> roles) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            if (!Caller.of(request.getSecurityContext()).mayAs(roles)) {
                Set<String> names = new TreeSet<>();
                roles.forEach(role -> names.add(role.label()));
                throw new Problem(
                                ProblemType.NOT_PERMITTED,
                                "This is for the roles " + String.join(", ", names) + "; you have none of them.")
                        .exception();
            }
        }
    }
}
