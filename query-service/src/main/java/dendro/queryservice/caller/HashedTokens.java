package dendro.queryservice.caller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tokens of which the configuration holds the SHA-256. */
final class HashedTokens implements Credentials {

    private record Known(String sha256, Caller caller) {}

    private final List<Known> known;

    HashedTokens(List<CallerSettings.TokenSettings> tokens) {
        this.known = tokens.stream()
                .map(token -> new Known(token.sha256().toLowerCase(Locale.ROOT), token.caller()))
                .toList();
    }

    @Override
    public Optional<Caller> caller(String token) {
        byte[] hash = hex(sha256(token));
        Optional<Caller> found = Optional.empty();
        // All are compared, each in constant time: how long it takes says nothing of how close a guess came.
        for (Known candidate : known) {
            if (MessageDigest.isEqual(hex(candidate.sha256), hash)) {
                found = Optional.of(candidate.caller);
            }
        }
        return found;
    }

    private static byte[] hex(String digits) {
        return digits.getBytes(StandardCharsets.US_ASCII);
    }

    private static String sha256(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }
}
