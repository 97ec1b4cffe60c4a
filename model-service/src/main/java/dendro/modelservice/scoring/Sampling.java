package dendro.modelservice.scoring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which entities have their feature values logged with their scores. By hash of the id: a sampled entity always is,
 * by every service.
 *
 * @param fraction of the ids, 0 to 1
 */
public record Sampling(double fraction) {

    private static final double TWO_TO_THE_63 = 0x1p63;

    /** Whether this entity is sampled. */
    public boolean holds(String id) {
        return uniform(id) < fraction;
    }

    /** From 0 inclusive to 1 exclusive, the same for an id for ever. */
    private static double uniform(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            // 53 bits are what a double holds exactly; more could round up to 1.
            long bits = ByteBuffer.wrap(hash).getLong() >>> 11 << 10;
            return bits / TWO_TO_THE_63;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
