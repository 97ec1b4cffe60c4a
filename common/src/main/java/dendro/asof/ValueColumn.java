package dendro.asof;

import clojure.lang.Keyword;
import java.util.Arrays;
import java.util.Date;

/** The values of a timeline: eight bytes each where the type allows it, references otherwise. Appended to, then read. */
final class ValueColumn {

    /** How values are kept. */
    enum Packing {
        /** {@link Long}. */
        LONG,
        /** {@link Date}, as milliseconds. */
        INSTANT,
        /** {@link Double}, bit by bit. */
        DOUBLE,
        /** Anything else, as it came. */
        REFERENCE
    }

    /** What a value that is kept as it came takes, about. */
    static final int REFERENCE_BYTES = 64;

    private static final long[] NONE = {};
    private static final Object[] NOTHING = {};

    private final Packing packing;
    private long[] words;
    private Object[] references;
    private int size;

    ValueColumn(Packing packing, int capacity) {
        this.packing = packing;
        this.words = packing == Packing.REFERENCE ? NONE : new long[capacity];
        this.references = packing == Packing.REFERENCE ? new Object[capacity] : NOTHING;
    }

    void append(Object value) {
        if (packing == Packing.REFERENCE) {
            if (size == references.length) {
                references = Arrays.copyOf(references, 2 * size + 16);
            }
            references[size++] = value;
            return;
        }
        if (size == words.length) {
            words = Arrays.copyOf(words, 2 * size + 16);
        }
        words[size++] = word(value);
    }

    void swap(int left, int right) {
        if (packing == Packing.REFERENCE) {
            Object reference = references[left];
            references[left] = references[right];
            references[right] = reference;
        } else {
            long word = words[left];
            words[left] = words[right];
            words[right] = word;
        }
    }

    /** Puts other values in the place of the last ones. */
    void replaceFrom(int position, Object[] others) {
        size = position;
        for (Object other : others) {
            append(other);
        }
    }

    Object get(int position) {
        return switch (packing) {
            case LONG -> words[position];
            case INSTANT -> new Date(words[position]);
            case DOUBLE -> Double.longBitsToDouble(words[position]);
            case REFERENCE -> references[position];
        };
    }

    /** The value as a word, known to be a long. */
    long word(int position) {
        return words[position];
    }

    Packing packing() {
        return packing;
    }

    int hash(int position) {
        return packing == Packing.REFERENCE ? references[position].hashCode() : Long.hashCode(words[position]);
    }

    boolean same(int left, int right) {
        return packing == Packing.REFERENCE ? references[left].equals(references[right]) : words[left] == words[right];
    }

    /** Whether the value here equals another of the column's class. */
    boolean holds(int position, Object value) {
        return packing == Packing.REFERENCE ? references[position].equals(value) : words[position] == word(value);
    }

    /** Whether the value is the very object that was appended here: cheaper to tell than {@link #holds}. */
    boolean isItself(int position, Object value) {
        return packing == Packing.REFERENCE && references[position] == value;
    }

    /** A hash that agrees with {@link #hash(int)}. */
    int hashOf(Object value) {
        return packing == Packing.REFERENCE ? value.hashCode() : Long.hashCode(word(value));
    }

    /** Whether a value is of the class that this column keeps. */
    boolean takes(Object value) {
        return switch (packing) {
            case LONG -> value instanceof Long;
            case INSTANT -> value instanceof Date;
            case DOUBLE -> value instanceof Double;
            case REFERENCE -> size == 0 || references[0].getClass() == value.getClass();
        };
    }

    /** Whether equality of the values is Java's. */
    boolean arePlain() {
        return packing != Packing.REFERENCE || size == 0 || Equality.isPlain(references[0]);
    }

    void trim() {
        if (size == words.length + references.length) {
            return;
        }
        if (packing == Packing.REFERENCE) {
            references = Arrays.copyOf(references, size);
        } else {
            words = Arrays.copyOf(words, size);
        }
    }

    int size() {
        return size;
    }

    long bytes() {
        boolean isInterned = size > 0 && (get(0) instanceof Keyword || get(0) instanceof Boolean);
        return 8L * words.length + (isInterned ? 4L : REFERENCE_BYTES) * references.length;
    }

    private long word(Object value) {
        return switch (packing) {
            case LONG -> (Long) value;
            case INSTANT -> ((Date) value).getTime();
            case DOUBLE -> Double.doubleToLongBits((Double) value);
            case REFERENCE -> throw new IllegalStateException("References have no words.");
        };
    }
}
