package dendro.asof;

import datomic.Database;
import datomic.Datom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a database entity by entity: one seek brings the whole history of an entity, all its attributes. For the few
 * rows of a point execution, which share customers and merchants, what was read is kept until the call ends.
 */
final class Seeks {

    /** Entities with more datoms are read one attribute at a time. */
    private static final int LARGEST = 256;

    private static final int KEPT = 1 << 12;

    private final Database history;
    private final Map<Long, EntityHistory> entities = new HashMap<>();

    Seeks(Database newest) {
        this.history = newest.history();
    }

    AttributeReads attribute(PlannedAttribute attribute) {
        return new SeekingReads(attribute);
    }

    private EntityHistory entity(long id) {
        EntityHistory known = entities.get(id);
        if (known != null) {
            return known;
        }
        if (entities.size() == KEPT) {
            entities.clear();
        }
        EntityHistory read = EntityHistory.of(history.datoms(Database.EAVT, id), LARGEST);
        entities.put(id, read);
        return read;
    }

    /** The first datoms of an entity, those of all attributes if there are few. */
    private static final class EntityHistory {
        private static final Datom[] NONE = {};

        private Datom[] datoms = NONE;
        private long[] attributes = {};
        private int size;
        private boolean complete = true;

        static EntityHistory of(Iterable<Datom> all, int most) {
            EntityHistory history = new EntityHistory();
            for (Datom datom : all) {
                if (history.size == most) {
                    history.complete = false;
                    break;
                }
                history.add(datom);
            }
            return history;
        }

        private void add(Datom datom) {
            if (size == datoms.length) {
                datoms = Arrays.copyOf(datoms, 2 * size + 8);
                attributes = Arrays.copyOf(attributes, 2 * size + 8);
            }
            attributes[size] = ((Number) datom.a()).longValue();
            datoms[size++] = datom;
        }
    }

    private final class SeekingReads implements AttributeReads {
        private final PlannedAttribute attribute;
        private final long id;
        private @Nullable Object lastValue;
        private List<Datom> lastFound = List.of();

        SeekingReads(PlannedAttribute attribute) {
            this.attribute = attribute;
            this.id = ((Number) attribute.id()).longValue();
        }

        @Override
        public void valuesOf(long entity, long asOf, Frame frame, Found found) {
            EntityHistory read = entity(entity);
            Holding holding = new Holding(attribute.single() ? 1 : Integer.MAX_VALUE, asOf, frame, found, null);
            if (read.complete) {
                for (int index = 0; index < read.size; index++) {
                    if (read.attributes[index] == id) {
                        holding.take(read.datoms[index]);
                    }
                }
            } else {
                for (Datom datom : history.datoms(Database.EAVT, entity, attribute.id())) {
                    holding.take(datom);
                }
            }
            holding.end();
        }

        @Override
        public void entitiesWith(Object value, long asOf, Frame frame, Found found) {
            if (!Equality.isPlain(value) || SameFact.isUnordered(value)) {
                throw new LeftToPeer();
            }
            Holding holding = new Holding(Integer.MAX_VALUE, asOf, frame, found, value);
            for (Datom datom : kept(value)) {
                if (datom.v().getClass() != value.getClass()) {
                    throw new LeftToPeer();
                }
                if (SameFact.is(datom.v(), value)) {
                    holding.take(datom);
                }
            }
            holding.end();
        }

        /** A row's id is looked up more than once. */
        private Iterable<Datom> kept(Object value) {
            if (attribute.unique()) {
                if (!value.equals(lastValue)) {
                    lastFound = new ArrayList<>();
                    sought(value).forEach(lastFound::add);
                    lastValue = value;
                }
                return lastFound;
            }
            return sought(value);
        }

        private Iterable<Datom> sought(Object value) {
            boolean isLong = attribute.packing() == ValueColumn.Packing.LONG;
            if (isLong && !(value instanceof Long)) {
                throw new LeftToPeer();
            }
            return switch (attribute.finding()) {
                case VAET -> history.datoms(Database.VAET, value, attribute.id());
                case AVET -> history.datoms(Database.AVET, attribute.id(), value);
                case SCAN -> history.datoms(Database.AEVT, attribute.id());
            };
        }
    }

    /**
     * What holds, up to the most there can be; if there is more, only the peer knows what it makes of it.
     *
     * <p>Of each fact's assertions and retractions, which lie side by side, those assertions hold that count and that no
     * retraction has followed: one, or none, or several decimals of one amount.
     */
    private static final class Holding {
        private final long asOf;
        private final Frame frame;
        private final AttributeReads.Found found;

        /** What entities must have; null if they are one entity's values that are asked for. */
        private final @Nullable Object wanted;

        private final List<Datom> assertions = new ArrayList<>(2);
        private @Nullable Datom last;
        private long retracted;
        private boolean ordered;
        private boolean unordered;
        private int left;

        Holding(int most, long asOf, Frame frame, AttributeReads.Found found, @Nullable Object wanted) {
            this.asOf = asOf;
            this.frame = frame;
            this.found = found;
            this.wanted = wanted;
            this.left = most;
        }

        void take(Datom datom) {
            if (last != null && !isSameFact(last, datom)) {
                endFact();
            }
            last = datom;
            boolean isNumber = !SameFact.isUnordered(datom.v());
            ordered |= isNumber;
            unordered |= !isNumber;
            long transaction = (Long) datom.tx();
            if (transaction <= asOf) {
                if (datom.added()) {
                    assertions.add(datom);
                } else {
                    retracted = Math.max(retracted, transaction);
                }
            }
        }

        void end() {
            if (unordered && (ordered || wanted != null)) {
                throw new LeftToPeer();
            }
            endFact();
        }

        private void endFact() {
            for (Datom assertion : assertions) {
                long transaction = (Long) assertion.tx();
                // Equal if the transaction exchanged a decimal for one of the same amount.
                if (transaction >= retracted && (wanted == null || wanted.equals(assertion.v()))) {
                    if (left-- == 0) {
                        throw new LeftToPeer();
                    }
                    found.found(frame, wanted == null ? assertion.v() : assertion.e(), transaction);
                }
            }
            assertions.clear();
            retracted = 0;
        }

        private boolean isSameFact(Datom left, Datom right) {
            return wanted == null ? SameFact.is(left.v(), right.v()) : left.e().equals(right.e());
        }
    }
}
