package dendro.asof;

import org.jspecify.annotations.Nullable;

/**
 * The whole history of one attribute, sorted by entity and transaction: who had which value from when until when.
 *
 * <p>An entry is an interval {@code [from, until)} of transactions in which an entity had a value. Reading as of a
 * transaction is a search for the entity, then for the last entry that begins no later. Most attributes have one value
 * at a time, each ending where the next begins: their ends are not stored. Where values overlap (cardinality many) or
 * leave gaps (retractions), they are. Whether they do is read off the history and not off the schema, which can change.
 *
 * <p>A timeline is true for every transaction up to the basis it was read at, for ever. Immutable.
 */
final class Timeline implements AttributeReads {

    /** The end of what has not ended. */
    static final long OPEN = Long.MAX_VALUE;

    private final long[] entities;
    private final long[] from;
    private final long @Nullable [] until;
    private final boolean overlapping;
    private final ValueColumn values;
    private final EntityDirectory directory;
    private final @Nullable ValueIndex byValue;

    Timeline(
            long[] entities,
            long[] from,
            long @Nullable [] until,
            boolean overlapping,
            ValueColumn values,
            boolean readByValue) {
        this.entities = entities;
        this.from = from;
        this.until = until;
        this.overlapping = overlapping;
        this.values = values;
        this.directory = new EntityDirectory(entities);
        this.byValue = readByValue ? new ValueIndex(values, from) : null;
    }

    @Override
    public void valuesOf(long entity, long asOf, Frame frame, Found found) {
        int position = directory.first(entity);
        if (position < 0 || from[position] > asOf) {
            return;
        }
        if (overlapping) {
            for (int entry = position;
                    entry < from.length && entities[entry] == entity && from[entry] <= asOf;
                    entry++) {
                if (holds(entry, asOf)) {
                    found.found(frame, values.get(entry), from[entry]);
                }
            }
            return;
        }
        int last = lastAtOrBefore(position, entity, asOf);
        if (until == null || asOf < until[last]) {
            found.found(frame, values.get(last), from[last]);
        }
    }

    @Override
    public void entitiesWith(Object value, long asOf, Frame frame, Found found) {
        if (byValue == null) {
            throw new IllegalStateException("This timeline was not made to be read by value.");
        }
        if (!values.takes(value) || !Equality.isPlain(value)) {
            throw new LeftToPeer();
        }
        int group = byValue.group(value);
        if (group < 0) {
            return;
        }
        int end = byValue.end(group);
        for (int place = byValue.start(group); place < end; place++) {
            int entry = byValue.entry(place);
            if (from[entry] > asOf) {
                return;
            }
            if (holds(entry, asOf)) {
                found.found(frame, entities[entry], from[entry]);
            }
        }
    }

    /** How many entries there are. */
    int size() {
        return from.length;
    }

    long entity(int entry) {
        return entities[entry];
    }

    /** The transaction that asserted an entry. */
    long from(int entry) {
        return from[entry];
    }

    Object value(int entry) {
        return values.get(entry);
    }

    /** The entity's first entry, or -1. */
    int first(long entity) {
        return directory.first(entity);
    }

    long bytes() {
        return 8L * entities.length
                + 8L * from.length
                + (until == null ? 0 : 8L * until.length)
                + values.bytes()
                + directory.bytes()
                + (byValue == null ? 0 : byValue.bytes());
    }

    /** Gallops: the newest entries of a long history are as near as the oldest. */
    private int lastAtOrBefore(int first, long entity, long asOf) {
        int low = first;
        int step = 1;
        while (isAtOrBefore(low + step, entity, asOf)) {
            low += step;
            step <<= 1;
        }
        while (step > 1) {
            step >>= 1;
            if (isAtOrBefore(low + step, entity, asOf)) {
                low += step;
            }
        }
        return low;
    }

    private boolean isAtOrBefore(int entry, long entity, long asOf) {
        return entry < from.length && entities[entry] == entity && from[entry] <= asOf;
    }

    private boolean holds(int entry, long asOf) {
        if (until != null) {
            return asOf < until[entry];
        }
        int next = entry + 1;
        return next == from.length || entities[next] != entities[entry] || asOf < from[next];
    }
}
