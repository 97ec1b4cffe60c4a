package dendro.savedqueries.person;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets through whom {@link People} know; every request below {@code /api} passes here, whether there is something or not. Signing in and read-only links are for
 * everybody.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class PersonFilter implements ContainerRequestFilter {

    private static final String BEARER = "bearer ";
    private static final Set<String> SIGNING_IN =
            Set.of("api/session", "api/session/oidc", "api/session/oidc/callback");

    private final People people;
    private final RequestRates rates;

    @Context
    @SuppressWarnings("NullAway.Init")
    private HttpServletRequest connection;

    /** A filter that asks for these people, each so often. */
    public PersonFilter(People people, RequestRates rates) {
        this.people = people;
        this.rates = rates;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (!path.startsWith("api/")) {
            return;
        }
        if (people.isDemo()) {
            SameSite.requireThisMachine(request);
        }
        boolean isSession = SIGNING_IN.contains(path);
        Optional<String> token = token(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        Optional<String> cookie = cookie(request);
        if (token.isEmpty() && (isSession || cookie.isPresent())) {
            SameSite.require(request);
        }
        if (isSession || path.startsWith("api/shared/")) {
            rates.take(connection.getRemoteAddr());
            return;
        }
        Person person = token.or(() -> cookie).flatMap(this::person).orElseThrow(() -> new Problem(
                        ProblemType.NOT_SIGNED_IN, "Sign in, or send a token: Authorization: Bearer TOKEN.")
                .exception());
        rates.take("person " + person.name());
        request.setSecurityContext(signedIn(person, request.getSecurityContext().isSecure()));
    }

    private Optional<Person> person(String shown) {
        if (!people.isRemembered(shown)) {
            rates.take(connection.getRemoteAddr());
        }
        return people.whoShows(shown);
    }

    private static Optional<String> token(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(text -> text.substring(BEARER.length()).strip());
    }

    private static Optional<String> cookie(ContainerRequestContext request) {
        return Optional.ofNullable(request.getCookies().get(SessionCookie.NAME)).map(Cookie::getValue);
    }

    private static SecurityContext signedIn(Person person, boolean secure) {
        return new SecurityContext() {
            @Override
            public Principal getUserPrincipal() {
                return person;
            }

            @Override
            public boolean isUserInRole(String role) {
                return person.roles().contains(role);
            }

            @Override
            public boolean isSecure() {
                return secure;
            }

            @Override
            public String getAuthenticationScheme() {
                return "Bearer";
            }
        };
    }
}
