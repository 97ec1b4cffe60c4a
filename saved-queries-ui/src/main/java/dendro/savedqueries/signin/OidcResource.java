package dendro.savedqueries.signin;

import com.codahale.metrics.annotation.Timed;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.person.People;
import dendro.savedqueries.person.SessionCookie;
import dendro.savedqueries.signin.SignInFailed.Reason;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/session/oidc}: to the provider and back. A browser comes here by itself, so whatever goes wrong leads to the page
 * to sign in at, which says what and offers a way on.
 */
@Path("/api/session/oidc")
public final class OidcResource implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OidcResource.class);

    private final Provider provider;
    private final Optional<URI> baseUrl;
    private final People people;

    /**
     * The resource of a provider.
     *
     * @throws ProblemException {@code request-invalid} if the settings are not such that anybody could sign in safely
     */
    public OidcResource(OidcSettings settings, People people, Clock clock) {
        this.provider = new Provider(settings, clock);
        this.baseUrl = settings.baseUrl();
        this.people = people;
    }

    /** Sends a person to the provider. */
    @GET
    @Timed
    public Response leave(@QueryParam("return") @Nullable String wanted, @Context UriInfo uri) {
        Site site = site(uri);
        Attempt attempt = Attempt.begin(ReturnPath.orHome(wanted));
        try {
            return Response.seeOther(provider.question(attempt, site.callback()))
                    .cookie(attempt.cookie(site.isSecure()))
                    .build();
        } catch (SignInFailed e) {
            return failed(e, attempt.returnTo(), site).build();
        }
    }

    /** Takes a person back from the provider. */
    @GET
    @Path("callback")
    @Timed
    public Response comeBack(@Context UriInfo uri, @Context HttpHeaders headers) {
        Site site = site(uri);
        Optional<Attempt> begun = Attempt.of(headers.getCookies(), site.isSecure());
        ReturnPath returnTo = begun.map(Attempt::returnTo).orElse(ReturnPath.HOME);
        try {
            AuthenticationResponse answer = answer(uri, site);
            Attempt attempt = begun.filter(each -> each.state().equals(answer.getState()))
                    .orElseThrow(() -> new SignInFailed(Reason.STALE, "there is no such attempt in this browser"));
            return cameBack(answer, attempt, site)
                    .cookie(Attempt.over(site.isSecure()))
                    .build();
        } catch (SignInFailed e) {
            // The attempt that the browser has may be another one, whose answer is still to come.
            return failed(e, returnTo, site).build();
        }
    }

    private Response.ResponseBuilder cameBack(AuthenticationResponse answer, Attempt attempt, Site site) {
        try {
            BearerAccessToken token = provider.exchange(code(answer), attempt, site.callback());
            return Response.seeOther(site.at(attempt.returnTo())).cookie(session(token, site));
        } catch (SignInFailed e) {
            return failed(e, attempt.returnTo(), site);
        }
    }

    private static AuthenticationResponse answer(UriInfo uri, Site site) throws SignInFailed {
        try {
            return AuthenticationResponseParser.parse(site.callback(), uri.getQueryParameters());
        } catch (ParseException e) {
            throw new SignInFailed(Reason.STALE, "this is no answer of a provider", e);
        }
    }

    private AuthorizationCode code(AuthenticationResponse answer) throws SignInFailed {
        if (answer.getIssuer() != null && !provider.isCalled(answer.getIssuer())) {
            throw new SignInFailed(Reason.NOT_GENUINE, "the answer is another provider's");
        }
        if (!answer.indicatesSuccess()) {
            ErrorObject error = answer.toErrorResponse().getErrorObject();
            throw new SignInFailed(
                    OAuth2Error.ACCESS_DENIED.getCode().equals(error.getCode())
                            ? Reason.DENIED
                            : Reason.PROVIDER_REFUSED,
                    "the provider refused: " + ForLog.of(error));
        }
        @Nullable AuthorizationCode code = answer.toSuccessResponse().getAuthorizationCode();
        if (code == null) {
            throw new SignInFailed(Reason.NOT_GENUINE, "the answer has no code");
        }
        return code;
    }

    private NewCookie session(BearerAccessToken token, Site site) throws SignInFailed {
        if (!SessionCookie.canHold(token.getValue())) {
            throw new SignInFailed(
                    Reason.TOKEN_TOO_LONG,
                    "the access token has " + token.getValue().length() + " characters, more than a cookie holds");
        }
        try {
            if (people.whoShows(token.getValue()).isEmpty()) {
                throw new SignInFailed(Reason.NOT_KNOWN, "the query-service refuses the provider's access token");
            }
        } catch (ProblemException e) {
            throw new SignInFailed(
                    e.problem().type() == ProblemType.SERVICE_UNAVAILABLE
                            ? Reason.QUERY_SERVICE_AWAY
                            : Reason.NOT_KNOWN,
                    e.problem().detail(),
                    e);
        }
        int lifetime = (int) Math.min(token.getLifetime(), Integer.MAX_VALUE);
        return SessionCookie.of(token.getValue(), site.isSecure())
                .maxAge(lifetime > 0 ? lifetime : NewCookie.DEFAULT_MAX_AGE)
                .build();
    }

    private static Response.ResponseBuilder failed(SignInFailed failure, ReturnPath returnTo, Site site) {
        if (failure.reason().isTrouble()) {
            LOG.warn("nobody was signed in, reason={}", failure.reason().label(), failure);
        } else {
            LOG.debug("nobody was signed in, reason={}", failure.reason().label(), failure);
        }
        return Response.seeOther(site.at(new ReturnPath("/sign-in?problem="
                + failure.reason().label() + "&return=" + URLEncoder.encode(returnTo.text(), StandardCharsets.UTF_8))));
    }

    private Site site(UriInfo uri) {
        return Site.at(baseUrl.orElseGet(uri::getBaseUri));
    }

    @Override
    public void close() {
        provider.close();
    }
}
