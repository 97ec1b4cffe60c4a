package dendro.asof;

import org.jspecify.annotations.Nullable;

/** The value of an attribute of cardinality one, if the entity has it. */
final class SingleValue implements AttributeReads.Found {

    private @Nullable Object value;

    private SingleValue() {}

    static @Nullable Object of(Frame frame, int source, int attribute, Term.Known entity) {
        if (!(entity.value(frame) instanceof Long id)) {
            throw new LeftToPeer();
        }
        SingleValue single = new SingleValue();
        frame.reads(attribute).valuesOf(id, frame.asOf(source), frame, single);
        return single.value;
    }

    @Override
    public void found(Frame frame, Object found, long transaction) {
        value = found;
    }
}
