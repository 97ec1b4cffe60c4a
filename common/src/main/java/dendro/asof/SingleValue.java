package dendro.asof;

import org.jspecify.annotations.Nullable;

/** Keeps the value that was found, if one was. */
final class SingleValue implements AttributeReads.Found {

    private @Nullable Object value;

    @Nullable
    Object value() {
        return value;
    }

    @Override
    public void found(Frame frame, Object found, long transaction) {
        value = found;
    }
}
