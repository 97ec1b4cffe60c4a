package dendro.features;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One short name for a row of features: equal rows have equal digests, whichever path computed them and on
 * whichever Java version. Names and types of the columns go in as well.
 */
public final class FeatureDigest {

    private static final byte MISSING = 0;
    private static final byte PRESENT = 1;

    private final MessageDigest digest;

    private FeatureDigest(MessageDigest digest) {
        this.digest = digest;
    }

    /**
     * SHA-256 in 64 hexadecimal digits.
     *
     * @param columns of the row
     * @param values one for each column
     */
    public static String of(List<Column> columns, FeatureValues values) {
        if (columns.size() != values.size()) {
            throw new IllegalArgumentException(
                    "A row of " + values.size() + " values does not fit " + columns.size() + " columns.");
        }
        FeatureDigest digest = new FeatureDigest(sha256());
        for (int i = 0; i < columns.size(); i++) {
            digest.add(columns.get(i), values.value(i));
        }
        return HexFormat.of().formatHex(digest.digest.digest());
    }

    private void add(Column column, Optional<Object> value) {
        add(column.name());
        add(column.type().label());
        digest.update(value.isPresent() ? PRESENT : MISSING);
        value.ifPresent(present -> add(column.type(), present));
    }

    /** Numbers by their bits: how they are printed differs between versions of Java. */
    private void add(ColumnType type, Object value) {
        switch (type) {
            case LONG -> add((long) (Long) value);
            case DOUBLE -> add(Double.doubleToLongBits((Double) value));
            case DECIMAL -> add(((BigDecimal) value).toString());
            case BOOLEAN -> digest.update((Boolean) value ? PRESENT : MISSING);
            case TEXT, KEYWORD -> add((String) value);
            case INSTANT -> add(((Instant) value).toEpochMilli());
            case UUID -> {
                add(((UUID) value).getMostSignificantBits());
                add(((UUID) value).getLeastSignificantBits());
            }
        }
    }

    /** Length first, so that no two lists of texts run together to the same bytes. */
    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
    }

    private void add(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
