package dendro.asof;

import datomic.Database;
import datomic.Datom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Timelines that would not fit into memory, in ranges of entities. A range is read when one of its entities is asked
 * for, from that entity on to the range after it; the one that nobody has asked for the longest goes when the memory is
 * used up. Rows that come in the order of their entities read their own attributes range by range, each once. Of
 * whatever else they refer to, what fits stays; an attribute that keeps coming back is sought from then on, as are
 * entities by value. For one thread and one run.
 */
final class RangedTimelines {

    /** So many ranges fit into memory. */
    private static final int RANGES = 32;

    /** An attribute that has been read so often is read in the wrong order. */
    private static final int READINGS = 2;

    private final long budget;
    private final LinkedHashMap<Range, Boolean> ranges = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** Timelines that take up to so many bytes, or one range if that is more. */
    RangedTimelines(long budget) {
        this.budget = budget;
    }

    /**
     * An attribute in ranges.
     *
     * @param datoms about how many its history holds
     * @param seeks what reads by value, and everything once ranges do not pay
     */
    AttributeReads attribute(PlannedAttribute attribute, Database newest, long datoms, AttributeReads seeks) {
        return new RangedReads(attribute, newest.history(), datoms, seeks);
    }

    private void keep(Range range) {
        ranges.put(range, true);
        bytes += range.timeline.bytes();
        var oldest = ranges.keySet().iterator();
        while (bytes > budget && ranges.size() > 1) {
            Range evicted = oldest.next();
            oldest.remove();
            evicted.owner.read.remove(evicted.first);
            bytes -= evicted.timeline.bytes();
        }
    }

    /** The entities from the first one to another that is not part of it. */
    private static final class Range {
        private final RangedReads owner;
        private final long first;
        private final long end;
        private final Timeline timeline;

        Range(RangedReads owner, long first, long end, Timeline timeline) {
            this.owner = owner;
            this.first = first;
            this.end = end;
            this.timeline = timeline;
        }
    }

    private final class RangedReads implements AttributeReads {
        private final PlannedAttribute attribute;
        private final Database history;
        private final AttributeReads seeks;
        private final TreeMap<Long, Range> read = new TreeMap<>();
        private long datomsLeft;

        RangedReads(PlannedAttribute attribute, Database history, long datoms, AttributeReads seeks) {
            this.attribute = attribute;
            this.history = history;
            this.datomsLeft = READINGS * datoms + 1;
            this.seeks = seeks;
        }

        @Override
        public void valuesOf(long entity, long asOf, Frame frame, Found found) {
            Map.Entry<Long, Range> near = read.floorEntry(entity);
            Range range = near == null ? null : near.getValue();
            if (range == null || entity >= range.end) {
                if (datomsLeft <= 0) {
                    seeks.valuesOf(entity, asOf, frame, found);
                    return;
                }
                range = from(entity);
            } else {
                // Asked for last.
                var unused = ranges.get(range);
            }
            range.timeline.reads(attribute).valuesOf(entity, asOf, frame, found);
        }

        @Override
        public void entitiesWith(Object value, long asOf, Frame frame, Found found) {
            seeks.entitiesWith(value, asOf, frame, found);
        }

        private Range from(long entity) {
            Long next = read.higherKey(entity);
            long end = next == null ? Long.MAX_VALUE : next;
            long most = Math.max(1, budget / RANGES / attribute.bytesPerDatom(false));
            long id = ((Number) attribute.id()).longValue();
            List<Datom> datoms = new ArrayList<>();
            for (Datom datom : history.seekDatoms(Database.AEVT, attribute.id(), entity)) {
                long own = (Long) datom.e();
                if (((Number) datom.a()).longValue() != id || own >= end) {
                    break;
                }
                if (datoms.size() >= most
                        && own != (Long) datoms.get(datoms.size() - 1).e()) {
                    end = own;
                    break;
                }
                datoms.add(datom);
            }
            datomsLeft -= datoms.size();
            Timeline timeline = TimelineReader.read(datoms, attribute, false, datoms.size(), List.of());
            Range range = new Range(this, entity, end, timeline);
            read.put(entity, range);
            keep(range);
            return range;
        }
    }
}
