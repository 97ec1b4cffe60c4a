package dendro.query;

import clojure.lang.Keyword;
import dendro.edn.Edn;
import java.io.Serializable;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A digest over rows that does not depend on their order: the sum, modulo 2^256, of the rows' SHA-256
 * values, so that digests of parts add up to the digest of the whole (Clarke et al., "Incremental multiset
 * hash functions", 2003). It tells answers apart; it does not withstand someone who wants a collision.
 */
public final class RowDigest implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private BigInteger sum = BigInteger.ZERO;
    private long rows;

    /** Adds a row. */
    public void add(List<? extends @Nullable Object> row) {
        sum = sum.add(new BigInteger(1, sha256(canonical(row)))).mod(MODULUS);
        rows++;
    }

    /** Adds the rows of another part. */
    public void add(RowDigest other) {
        sum = sum.add(other.sum).mod(MODULUS);
        rows += other.rows;
    }

    /** The digest of the rows added so far, as 64 hex digits. */
    public String hex() {
        byte[] bytes = sha256(sum.toString(16) + "/" + rows);
        return HexFormat.of().formatHex(bytes);
    }

    /** A value's text that is the same for equal values: sets and maps in the order of their members' texts. */
    static String canonical(@Nullable Object value) {
        if (value == null) {
            return "nil";
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> canonical(entry.getKey()) + " " + canonical(entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Set<?> set) {
            return joined(set, "#{", "}", true);
        }
        if (value instanceof Collection<?> collection) {
            return joined(collection, "[", "]", false);
        }
        if (value instanceof Date date) {
            return "#inst " + date.getTime();
        }
        if (value instanceof byte[] bytes) {
            return "#bytes " + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof String || value instanceof Keyword) {
            return Edn.write(value);
        }
        return value.getClass().getSimpleName() + ":" + value;
    }

    private static String joined(Collection<?> values, String open, String close, boolean sort) {
        var texts = values.stream().map(RowDigest::canonical);
        return (sort ? texts.sorted() : texts).collect(Collectors.joining(" ", open, close));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }
}
