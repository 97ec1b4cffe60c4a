package dendro.asof;

import datomic.Database;
import datomic.Datom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a database entity by entity, for one call and one thread. */
final class Seeks {

    private final EntityHistories entities;
    private @Nullable EntityHistory own;
    private long lastUnique;
    private @Nullable Object lastValue;
    private List<Datom> lastFound = List.of();

    Seeks(EntityHistories entities) {
        this.entities = entities;
    }

    AttributeReads attribute(PlannedAttribute attribute) {
        return new SeekingReads(attribute);
    }

    /** The row's own entity, which other rows hardly ever read: it is not worth a place among those that they share. */
    private EntityHistory own(long entity) {
        EntityHistory known = own;
        if (known == null || known.entity() != entity) {
            known = EntityHistory.read(entities.history(), entity);
            own = known;
        }
        return known;
    }

    private final class SeekingReads implements AttributeReads {
        private final PlannedAttribute attribute;
        private final long id;

        SeekingReads(PlannedAttribute attribute) {
            this.attribute = attribute;
            this.id = ((Number) attribute.id()).longValue();
        }

        @Override
        public void valuesOf(long entity, long asOf, Frame frame, Found found) {
            EntityHistory read = entity == (Long) frame.entity() ? own(entity) : entities.of(entity);
            int first = read.first(id);
            int end = read.end(first);
            if (read.isComplete() && end - first <= 1) {
                if (first < end) {
                    neverChanged(read.datom(first), asOf, frame, found);
                }
                return;
            }
            Holding holding = new Holding(
                    attribute.floating(), attribute.single() ? 1 : Integer.MAX_VALUE, asOf, frame, found, null);
            if (read.isComplete()) {
                for (int index = first; index < end; index++) {
                    holding.take(read.datom(index));
                }
            } else {
                for (Datom datom : entities.history().datoms(Database.EAVT, entity, attribute.id())) {
                    holding.take(datom);
                }
            }
            holding.end();
        }

        /** Most attributes of most entities have been asserted once. */
        private static void neverChanged(Datom only, long asOf, Frame frame, Found found) {
            long transaction = (Long) only.tx();
            if (only.added() && transaction <= asOf) {
                found.found(frame, only.v(), transaction);
            }
        }

        @Override
        public void entitiesWith(Object value, long asOf, Frame frame, Found found) {
            if (!Equality.isPlain(value) || SameFact.isUnordered(value)) {
                throw new LeftToPeer();
            }
            Holding holding = new Holding(attribute.floating(), Integer.MAX_VALUE, asOf, frame, found, value);
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
                if (lastUnique != id || !value.equals(lastValue)) {
                    List<Datom> read = new ArrayList<>(2);
                    sought(value).forEach(read::add);
                    lastUnique = id;
                    lastValue = value;
                    lastFound = read;
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
                case VAET -> entities.history().datoms(Database.VAET, value, attribute.id());
                case AVET -> entities.history().datoms(Database.AVET, attribute.id(), value);
                case SCAN -> entities.history().datoms(Database.AEVT, attribute.id());
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

        private @Nullable Datom last;
        private @Nullable Datom assertion;
        private List<Datom> otherAssertions = List.of();
        private long retracted;
        private final boolean floating;
        private boolean ordered;
        private boolean unordered;
        private int left;

        Holding(
                boolean floating,
                int most,
                long asOf,
                Frame frame,
                AttributeReads.Found found,
                @Nullable Object wanted) {
            this.asOf = asOf;
            this.frame = frame;
            this.found = found;
            this.wanted = wanted;
            this.left = most;
            this.floating = floating;
        }

        void take(Datom datom) {
            if (last != null && !isSameFact(last, datom)) {
                endFact();
            }
            last = datom;
            if (floating) {
                boolean isNaN = SameFact.isUnordered(datom.v());
                unordered |= isNaN;
                ordered |= !isNaN;
            }
            long transaction = (Long) datom.tx();
            if (transaction <= asOf) {
                if (datom.added() && assertion == null) {
                    assertion = datom;
                } else if (datom.added()) {
                    otherAssertions = new ArrayList<>(otherAssertions);
                    otherAssertions.add(datom);
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
            if (assertion != null) {
                hold(assertion);
                assertion = null;
                if (!otherAssertions.isEmpty()) {
                    otherAssertions.forEach(this::hold);
                    otherAssertions = List.of();
                }
            }
            retracted = 0;
        }

        private void hold(Datom asserted) {
            long transaction = (Long) asserted.tx();
            // Equal if the transaction exchanged a decimal for one of the same amount.
            if (transaction >= retracted && (wanted == null || wanted.equals(asserted.v()))) {
                if (left-- == 0) {
                    throw new LeftToPeer();
                }
                found.found(frame, wanted == null ? asserted.v() : asserted.e(), transaction);
            }
        }

        private boolean isSameFact(Datom left, Datom right) {
            return wanted == null ? SameFact.is(left.v(), right.v()) : left.e().equals(right.e());
        }
    }
}
