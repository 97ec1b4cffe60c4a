package dendro.queryservice.request;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses parameters of an address that its endpoint does not take: most often a misspelt one, whose default would be taken in
 * silence.
 */
public final class KnownParameters implements DynamicFeature {

    @Override
    public void configure(ResourceInfo endpoint, FeatureContext context) {
        Method method = endpoint.getResourceMethod();
        if (!isDeclared(method)) {
            return;
        }
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            QueryParam taken = parameter.getAnnotation(QueryParam.class);
            if (taken != null) {
                names.add(taken.value());
            }
        }
        context.register(new ParameterFilter(names));
    }

    /** What answers {@code OPTIONS} is made up by Jersey and takes what its endpoint takes. */
    private static boolean isDeclared(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    /** After it is clear who asks, so that strangers are told nothing. */
    @Priority(Priorities.USER)
    private record ParameterFilter(Set<String> known) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            for (String name : request.getUriInfo().getQueryParameters().keySet()) {
                if (!known.contains(name)) {
                    throw new Problem(
                                    ProblemType.REQUEST_INVALID,
                                    "The address has a parameter '" + name + "' that means nothing; "
                                            + (known.isEmpty()
                                                    ? "it may have none."
                                                    : "it may have " + String.join(", ", known) + "."))
                            .exception();
                }
            }
        }
    }
}
