package dendro.savedqueries.signin;

import java.net.URI;

/**
 * Where people reach this service.
 *
 * @param origin scheme and authority, without a slash at its end
 */
record Site(String origin) {

    static Site at(URI base) {
        return new Site(base.getScheme() + "://" + base.getRawAuthority());
    }

    /** Where the provider sends people back to; it must be registered there. */
    URI callback() {
        return URI.create(origin + "/api/session/oidc/callback");
    }

    URI at(ReturnPath path) {
        return URI.create(origin + path.text());
    }

    boolean isSecure() {
        return origin.startsWith("https:");
    }
}
