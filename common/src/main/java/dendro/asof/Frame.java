package dendro.asof;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The registers in which one row's evaluation of one query runs; used again for the next row, by one thread. */
final class Frame {

    /** Of no query: for those who look up a fact and nothing else. */
    static final Frame NONE =
            new Frame(0, 0, List.of(), new PlainRows(List.of(), 0), new Stopwatch(Duration.ofDays(365)));

    private final @Nullable Object[] slots;
    private final boolean[] marks;
    private final AttributeReads[] reads;
    private final FoundRows rows;
    private final Stopwatch stopwatch;
    private long[] asOf = {};
    private Object entity = 0L;

    Frame(int slots, int marks, List<AttributeReads> reads, FoundRows rows, Stopwatch stopwatch) {
        this.slots = new @Nullable Object[slots];
        this.marks = new boolean[marks];
        this.reads = reads.toArray(AttributeReads[]::new);
        this.rows = rows;
        this.stopwatch = stopwatch;
    }

    /** Begins a row: its id and its entity, and by source the transaction as of which it is read. */
    void begin(Object id, Object rowEntity, long[] asOf) {
        this.asOf = asOf;
        this.entity = rowEntity;
        slots[0] = id;
        rows.clear();
    }

    /** The row's entity, as a {@link Long}. */
    Object entity() {
        return entity;
    }

    Object get(int slot) {
        Object value = slots[slot];
        if (value == null) {
            throw new IllegalStateException("Slot " + slot + " is read before it is bound.");
        }
        return value;
    }

    void set(int slot, Object value) {
        slots[slot] = value;
    }

    void mark(int mark, boolean met) {
        marks[mark] = met;
    }

    boolean marked(int mark) {
        return marks[mark];
    }

    long asOf(int source) {
        return asOf[source];
    }

    AttributeReads reads(int attribute) {
        stopwatch.tick();
        return reads[attribute];
    }

    /** The value of an attribute of cardinality one, if an entity has it as of a source's moment. */
    @Nullable
    Object singleValue(int source, int attribute, Term.Known entityOf) {
        if (!(entityOf.value(this) instanceof Long id)) {
            throw new LeftToPeer();
        }
        return reads(attribute).valueOf(id, asOf[source], this);
    }

    FoundRows rows() {
        return rows;
    }
}
