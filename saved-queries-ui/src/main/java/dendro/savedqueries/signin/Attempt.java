package dendro.savedqueries.signin;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A sign-in between leaving for the provider and coming back.
 *
 * <p>It lives in a cookie of the browser it was begun in, neither signed nor encrypted: it holds nothing that the person at
 * that browser may not know, and whoever can put a cookie into somebody's browser could put one there that this service had
 * signed for themselves. Against that stands the name: browsers take {@code __Host-} from this very host by https alone.
 * {@code SameSite=Lax}, since coming back from the provider is a navigation from another site.
 *
 * @param state by which the answer is known to be one to this attempt (RFC 6749, 10.12)
 * @param nonce by which the id token is known to be made for it (OpenID Connect Core, 3.1.2.1)
 * @param verifier without which a stolen code is worth nothing (RFC 7636)
 * @param returnTo where the person was
 */
record Attempt(State state, Nonce nonce, CodeVerifier verifier, ReturnPath returnTo) {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String NAME = "dendro-sign-in";
    private static final String SECURE_NAME = "__Host-" + NAME;
    private static final String RANDOM = "[A-Za-z0-9_-]{43}";

    /** A new one. */
    static Attempt begin(ReturnPath returnTo) {
        return new Attempt(new State(), new Nonce(), new CodeVerifier(), returnTo);
    }

    /** The one that a browser brings along, if it does. */
    static Optional<Attempt> of(Map<String, Cookie> cookies, boolean secure) {
        return Optional.ofNullable(cookies.get(name(secure)))
                .map(Cookie::getValue)
                .flatMap(Attempt::read);
    }

    private static Optional<Attempt> read(String value) {
        String[] parts = value.split("\\.", -1);
        if (parts.length != 4 || !parts[0].matches(RANDOM) || !parts[1].matches(RANDOM) || !parts[2].matches(RANDOM)) {
            return Optional.empty();
        }
        return Optional.of(
                new Attempt(new State(parts[0]), new Nonce(parts[1]), new CodeVerifier(parts[2]), returnTo(parts[3])));
    }

    private static ReturnPath returnTo(String encoded) {
        try {
            return ReturnPath.orHome(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return ReturnPath.HOME;
        }
    }

    /** The cookie that keeps it. */
    NewCookie cookie(boolean secure) {
        String path = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(returnTo.text().getBytes(StandardCharsets.US_ASCII));
        return cookie(state.getValue() + "." + nonce.getValue() + "." + verifier.getValue() + "." + path, secure)
                .maxAge((int) PATIENCE.toSeconds())
                .build();
    }

    /** What ends it. */
    static NewCookie over(boolean secure) {
        return cookie("", secure).maxAge(0).build();
    }

    private static NewCookie.Builder cookie(String value, boolean secure) {
        return new NewCookie.Builder(name(secure))
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX);
    }

    private static String name(boolean secure) {
        return secure ? SECURE_NAME : NAME;
    }

    /** Its parts are nobody's business, logs included. */
    @Override
    public String toString() {
        return "Attempt to " + returnTo.text();
    }
}
