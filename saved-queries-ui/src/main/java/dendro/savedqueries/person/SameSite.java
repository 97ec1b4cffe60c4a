package dendro.savedqueries.person;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request that a cookie vouches for comes from this page and not from another site's. The header {@code
 * Dendro-Request} is what other sites cannot send without having asked; what the browser says itself is looked at as well.
 */
final class SameSite {

    private static final Set<String> CHANGE_NOTHING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String HEADER = "Dendro-Request";
    private static final String OF_THE_PAGE = "page";

    private SameSite() {}

    /** Refuses what changes something and comes from elsewhere, as {@code cross-site}. */
    static void require(ContainerRequestContext request) {
        if (CHANGE_NOTHING.contains(request.getMethod())) {
            return;
        }
        if (!OF_THE_PAGE.equals(request.getHeaderString(HEADER))) {
            throw refused("it lacks the header " + HEADER + ": " + OF_THE_PAGE);
        }
        @Nullable String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            throw refused("the browser says it is " + site);
        }
        @Nullable String origin = request.getHeaderString("Origin");
        if (origin != null && !isOf(origin, request.getHeaderString("Host"))) {
            throw refused("its origin is " + origin);
        }
    }

    /** Refuses requests for another machine than this one: a foreign name that was made to lead here. */
    static void requireThisMachine(ContainerRequestContext request) {
        @Nullable String host = request.getHeaderString("Host");
        if (host == null || !host.matches("(127\\.[0-9.]+|localhost|\\[::1])(:[0-9]+)?")) {
            throw refused("it is for " + host + ", which is not this machine");
        }
    }

    private static boolean isOf(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static RuntimeException refused(String why) {
        return new Problem(
                        ProblemType.CROSS_SITE,
                        "The request does not come from the page of the saved queries: " + why + ".")
                .exception();
    }
}
