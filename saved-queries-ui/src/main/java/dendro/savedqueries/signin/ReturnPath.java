package dendro.savedqueries.signin;

import org.jspecify.annotations.Nullable;

/**
 * Where within the page somebody was when they went to sign in, and is led back to. Whoever makes a link decides what stands
 * there, so nothing is taken that a browser could read as an address elsewhere.
 *
 * @param text from the first slash on
 */
record ReturnPath(String text) {

    /** Where the page begins. */
    static final ReturnPath HOME = new ReturnPath("/");

    /** Longer ones do not fit into the cookie of an attempt. */
    private static final int LONGEST = 2000;

    /** One slash and no second, neither backslashes, which browsers take for slashes, nor what they leave out. */
    private static final String WITHIN = "/(?!/)[!#-\\[\\]-~]*";

    /** A path within the page; its beginning if the text is none. */
    static ReturnPath orHome(@Nullable String text) {
        if (text == null || text.length() > LONGEST || !text.matches(WITHIN) || text.startsWith("/api/")) {
            return HOME;
        }
        return new ReturnPath(text);
    }
}
