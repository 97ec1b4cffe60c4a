package dendro.savedqueries.signin;

import java.net.URI;

/** Where secrets may be sent, and keys be fetched from: by https, or within this machine. */
final class SafeAddress {

    private static final String LOOPBACK = "127\\.[0-9.]+|localhost|\\[::1]";

    private SafeAddress() {}

    static boolean isSafe(URI address) {
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            return false;
        }
        return "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && address.getHost().matches(LOOPBACK));
    }
}
