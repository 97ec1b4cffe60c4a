package dendro.savedqueries.person;

import com.codahale.metrics.annotation.Timed;
import com.fasterxml.jackson.annotation.JsonInclude;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.problem.RequestBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/session}: who is signed in at the page, signing in and out. */
@Path("/api/session")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SessionResource {

    private final People people;
    private final Optional<String> provider;

    /**
     * The resource over people.
     *
     * @param provider the name of the OpenID provider that they may sign in with as well
     */
    public SessionResource(People people, Optional<String> provider) {
        this.people = people;
        this.provider = provider;
    }

    /** Somebody who signs in: with a token, or in demo mode with a role. */
    record SignIn(@Nullable String token, @Nullable String role) {}

    /** Who is signed in, if anybody is, and how one may sign in. */
    @JsonInclude
    record Session(
            @Nullable Shown person, boolean demo, @Nullable String provider) {}

    record Shown(String name, List<String> roles, List<String> teams) {

        static Shown of(Person person) {
            return new Shown(
                    person.name(),
                    person.roles().stream().sorted().toList(),
                    person.teams().stream().sorted().toList());
        }
    }

    /** Who is signed in. */
    @GET
    @Timed
    public Object session(@CookieParam(SessionCookie.NAME) @Nullable String shown) {
        Optional<Person> person = Optional.ofNullable(shown).flatMap(people::whoShows);
        return session(person);
    }

    private Session session(Optional<Person> person) {
        return new Session(person.map(Shown::of).orElse(null), people.isDemo(), provider.orElse(null));
    }

    /** Signs in; from then on a cookie says who it is, which no script of the page can read. */
    @POST
    @Timed
    public Response signIn(@Nullable SignIn body, @Context SecurityContext security) {
        SignIn signIn = RequestBody.required(body);
        String shown = people.isDemo() ? role(signIn) : token(signIn);
        Person person = people.whoShows(shown)
                .orElseThrow(() -> notSignedIn("The token is not known to the query-service, or no longer valid."));
        return Response.ok(session(Optional.of(person)))
                .cookie(SessionCookie.of(shown, security.isSecure()).build())
                .build();
    }

    /** Signs out. */
    @DELETE
    @Timed
    public Response signOut(@Context SecurityContext security) {
        return Response.noContent()
                .cookie(SessionCookie.of("", security.isSecure()).maxAge(0).build())
                .build();
    }

    private String role(SignIn signIn) {
        return Optional.ofNullable(signIn.role())
                .flatMap(people::shownByRole)
                .orElseThrow(() -> notSignedIn("Choose a role: analyst, engineer or data-scientist."));
    }

    private static String token(SignIn signIn) {
        String token = Optional.ofNullable(signIn.token()).map(String::strip).orElse("");
        if (!SessionCookie.canHold(token)) {
            throw notSignedIn(
                    "A token has 1 to 3800 characters that a cookie can hold. A longer one can be sent with every"
                            + " request: Authorization: Bearer TOKEN.");
        }
        return token;
    }

    private static ProblemException notSignedIn(String detail) {
        return new Problem(ProblemType.NOT_SIGNED_IN, detail).exception();
    }
}
