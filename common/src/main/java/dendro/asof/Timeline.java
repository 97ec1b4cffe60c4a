package dendro.asof;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole history of one attribute, sorted by entity and transaction: who had which value from when until when.
 *
 * <p>An entry is an interval {@code [from, until)} of transactions in which an entity had a value. Reading as of a
 * transaction is a search for the entity, then for the last entry that begins no later. Most attributes have one value
 * at a time, each ending where the next begins: their ends are not stored. Where values overlap (cardinality many) or
 * leave gaps (retractions), they are. Whether they do is read off the history and not off the schema, which can change.
 *
 * <p>What is the same in the timelines of several attributes is kept once: attributes that are always asserted together
 * make a table, whose rows are entities, and whose first column is when.
 *
 * <p>A timeline is true for every transaction up to the basis it was read at, for ever. Immutable.
 */
final class Timeline implements AttributeReads {

    /** The end of what has not ended. */
    static final long OPEN = Long.MAX_VALUE;

    private static final int SHORT = 8;

    private final EntityDirectory directory;
    private final int @Nullable [] starts;
    private final long[] from;
    private final long @Nullable [] until;
    private final boolean overlapping;
    private final ValueColumn values;
    private final boolean unordered;
    private final Set<Long> peerOnly;
    private final @Nullable ValueIndex byValue;
    private final long bytes;

    /**
     * A timeline of columns that nobody changes.
     *
     * @param directory of the entities that have entries
     * @param starts each entity's first entry, and the number of entries; null if every entity has one entry
     * @param from where each entry begins
     * @param until where each entry ends; null if each ends where its entity's next one begins
     * @param overlapping whether an entity has entries that overlap
     * @param unordered whether some value is NaN
     * @param peerOnly entities whose history only the peer can follow
     */
    Timeline(
            EntityDirectory directory,
            int @Nullable [] starts,
            long[] from,
            long @Nullable [] until,
            boolean overlapping,
            ValueColumn values,
            boolean readByValue,
            boolean unordered,
            Set<Long> peerOnly) {
        this.directory = directory;
        this.starts = starts;
        this.from = from;
        this.until = until;
        this.overlapping = overlapping;
        this.values = values;
        this.unordered = unordered;
        this.peerOnly = Set.copyOf(peerOnly);
        this.byValue = readByValue ? new ValueIndex(values, from) : null;
        this.bytes = bytesOf(directory, starts, from, until, values, byValue);
    }

    @Override
    public void valuesOf(long entity, long asOf, Frame frame, Found found) {
        if (!overlapping) {
            int entry = entry(entity, asOf);
            if (entry >= 0) {
                found.found(frame, values.get(entry), from[entry]);
            }
            return;
        }
        int number = number(entity);
        if (number < 0) {
            return;
        }
        int end = first(number + 1);
        for (int entry = first(number); entry < end && from[entry] <= asOf; entry++) {
            if (holds(entry, end, asOf)) {
                found.found(frame, values.get(entry), from[entry]);
            }
        }
    }

    @Override
    public @Nullable Object valueOf(long entity, long asOf, Frame frame) {
        if (overlapping) {
            return AttributeReads.super.valueOf(entity, asOf, frame);
        }
        int entry = entry(entity, asOf);
        return entry < 0 ? null : values.get(entry);
    }

    /** The one entry that an entity has as of a transaction, where entries do not overlap; -1 if it has none. */
    private int entry(long entity, long asOf) {
        int number = number(entity);
        if (number < 0) {
            return -1;
        }
        int first = first(number);
        if (from[first] > asOf) {
            return -1;
        }
        int last = lastAtOrBefore(first, first(number + 1), asOf);
        return until == null || asOf < until[last] ? last : -1;
    }

    private int number(long entity) {
        if (unordered && peerOnly.contains(entity)) {
            throw new LeftToPeer();
        }
        return directory.number(entity);
    }

    @Override
    public void entitiesWith(Object value, long asOf, Frame frame, Found found) {
        if (byValue == null) {
            throw new IllegalStateException("This timeline was not made to be read by value.");
        }
        if (unordered || !values.arePlain()) {
            throw new LeftToPeer();
        }
        int group = byValue.near(value);
        if (group < 0) {
            if (!values.takes(value) || SameFact.isUnordered(value)) {
                throw new LeftToPeer();
            }
            group = byValue.group(value);
        }
        if (group < 0) {
            return;
        }
        int end = byValue.end(group);
        for (int place = byValue.start(group); place < end; place++) {
            int entry = byValue.entry(place);
            if (from[entry] > asOf) {
                return;
            }
            int number = numberOfEntry(entry);
            if (holds(entry, first(number + 1), asOf)) {
                found.found(frame, directory.entity(number), from[entry]);
            }
        }
    }

    /** This as a plan reads the attribute, whose cardinality may have been another. */
    AttributeReads reads(PlannedAttribute attribute) {
        return attribute.single() && overlapping ? new SingleValues(this) : this;
    }

    /** How many entities have had the attribute. */
    int entities() {
        return directory.size();
    }

    long entity(int number) {
        return directory.entity(number);
    }

    /** The value that an entity had first. */
    Object firstValue(int number) {
        return values.get(first(number));
    }

    /** The transaction in which an entity had the attribute first. */
    long firstFrom(int number) {
        return from[first(number)];
    }

    /** What it takes of the heap, with all that it shares with others. */
    long bytes() {
        return bytes;
    }

    private static long bytesOf(
            EntityDirectory directory,
            int @Nullable [] starts,
            long[] from,
            long @Nullable [] until,
            ValueColumn values,
            @Nullable ValueIndex byValue) {
        return directory.bytes()
                + (starts == null ? 0 : 4L * starts.length)
                + 8L * from.length
                + (until == null ? 0 : 8L * until.length)
                + values.bytes()
                + (byValue == null ? 0 : byValue.bytes());
    }

    /** Its directory, if that is of exactly the first so many of these entities. */
    @Nullable
    EntityDirectory directoryOf(long[] entities, int size) {
        return directory.holdsExactly(entities, size) ? directory : null;
    }

    /** Its beginnings, if they are exactly the first so many of these. */
    long @Nullable [] sameFrom(long[] others, int size) {
        return Arrays.equals(from, 0, from.length, others, 0, size) ? from : null;
    }

    private int first(int number) {
        return starts == null ? number : starts[number];
    }

    /** The number of the entity that an entry is of. */
    private int numberOfEntry(int entry) {
        if (starts == null) {
            return entry;
        }
        int found = Arrays.binarySearch(starts, entry);
        return found >= 0 ? found : -found - 2;
    }

    /** Walks through a short history and gallops through a long one. */
    private int lastAtOrBefore(int first, int end, long asOf) {
        if (end - first <= SHORT) {
            int last = end - 1;
            while (from[last] > asOf) {
                last--;
            }
            return last;
        }
        int low = first;
        int step = 1;
        while (low + step < end && from[low + step] <= asOf) {
            low += step;
            step <<= 1;
        }
        while (step > 1) {
            step >>= 1;
            if (low + step < end && from[low + step] <= asOf) {
                low += step;
            }
        }
        return low;
    }

    private boolean holds(int entry, int end, long asOf) {
        return until == null ? entry + 1 == end || asOf < from[entry + 1] : asOf < until[entry];
    }
}
