package dendro.savedqueries.person;

import jakarta.ws.rs.core.NewCookie;

/** The cookie that says who somebody is: a token, or a role of the demo. No script reads it, no other site has it sent. */
public final class SessionCookie {

    /** Its name. */
    static final String NAME = "dendro-session";

    /** What a cookie may hold by RFC 6265, and a browser keeps. */
    private static final String VALUE = "[!#-+\\--:<-\\[\\]-~]{1,3800}";

    private SessionCookie() {}

    /** Whether a token fits in. */
    public static boolean canHold(String token) {
        return token.matches(VALUE);
    }

    /** The cookie of a token, for as long as the browser runs unless an age is set. */
    public static NewCookie.Builder of(String token, boolean secure) {
        return new NewCookie.Builder(NAME)
                .value(token)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.STRICT);
    }
}
