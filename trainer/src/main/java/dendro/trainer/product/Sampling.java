package dendro.trainer.product;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A part of the entities, by hash of the id: the same seed always takes the same ones, whatever else there is, and a larger
 * share takes all those that a smaller one takes.
 *
 * @param share above 0, up to 1
 * @param seed another one gives other entities
 */
record Sampling(double share, long seed) implements Serializable {

    /** An id's place between 0 and 1 is kept to so many bits. */
    private static final int BITS = 53;

    Sampling {
        if (!(share > 0 && share <= 1)) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "A sample's share lies above 0 and up to 1, not " + share + ".")
                    .exception();
        }
    }

    static Sampling everything() {
        return new Sampling(1, 0);
    }

    boolean isEverything() {
        return share == 1;
    }

    boolean holds(String id) {
        return isEverything() || place(id) < share;
    }

    private double place(String id) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).flip());
            long bits = ByteBuffer.wrap(digest.digest(id.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
            return (bits >>> (Long.SIZE - BITS)) / (double) (1L << BITS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }
}
